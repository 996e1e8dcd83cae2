using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Rung.Server.Database;
using Rung.Server.Database.Sqlite;

namespace Rung.Bench;

/// <summary>
/// The opponent: Kestrel and hand-written SQL over plain tables of the same rows, in the same database. No rules, no
/// permissions, no history, no journal.
/// </summary>
static class CrmFloor
{
    public static async Task<WebApplication> Serve(Store store)
    {
        await Copy(store);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var gate = new SemaphoreSlim(1, 1);
        app.MapGet("/list", (HttpContext http) => Rows(store, http, """
            SELECT d.id, d.name, d.amount, d.close_on, a.name, o.name FROM floor_deals d JOIN accounts a ON a.id = d.account_id JOIN people o ON o.id = d.owner_id
            WHERE d.stage_id = @0 AND d.owner_id = @1 ORDER BY d.close_on, d.id LIMIT 50
            """, Key(http, "stage"), Key(http, "owner")));
        app.MapGet("/one/{id}", (HttpContext http, string id) => Rows(store, http, "SELECT * FROM floor_deals WHERE id = @0", Guid.Parse(id)));
        app.MapGet("/search", (HttpContext http) => Rows(store, http, "SELECT id, name FROM floor_deals WHERE lower(name) LIKE @0 ORDER BY id DESC LIMIT 20", "%" + http.Request.Query["q"] + "%"));
        app.MapPost("/create", async (HttpContext http) =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
            var id = Guid.CreateVersion7();
            await Say(store, gate, "INSERT INTO floor_deals (id, name, account_id, owner_id, stage_id, amount, close_on) VALUES (@0, @1, @2, @3, @4, @5, @6)",
                id, body.GetProperty("name").GetString(), body.GetProperty("accountId").GetGuid(), body.GetProperty("accountableId").GetGuid(), body.GetProperty("stageId").GetGuid(), 100_000L, body.GetProperty("closeOn").GetString());
            await http.Response.WriteAsJsonAsync(new { id });
        });
        app.MapPost("/move/{id}", async (HttpContext http, string id) =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
            await Say(store, gate, "UPDATE floor_deals SET stage_id = @0 WHERE id = @1", body.GetProperty("stageId").GetGuid(), Guid.Parse(id));
            await http.Response.WriteAsJsonAsync(new { id });
        });
        await app.StartAsync();
        return app;
    }

    static Guid Key(HttpContext http, string name) => Guid.Parse(http.Request.Query[name]!);

    static async Task Copy(Store store)
    {
        await Say(store, null, "DROP TABLE IF EXISTS floor_deals");
        await Say(store, null, "CREATE TABLE floor_deals AS SELECT id, name, account_id, accountable_id AS owner_id, stage_id, amount_minor AS amount, CAST(close_on AS TEXT) AS close_on, source, stage_kind, created_at, closed_at, value_minor AS value, next_step, team, region FROM opportunities");
        await Say(store, null, "CREATE UNIQUE INDEX floor_deals_id ON floor_deals (id)");
        await Say(store, null, "CREATE INDEX floor_deals_list ON floor_deals (stage_id, owner_id, close_on, id)");
    }

    static async Task<DbConnection> Connect(Store store)
    {
        if (store.Source is { } source) return await source.OpenConnectionAsync();
        var connection = new SqliteConnection(store.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    static async Task Say(Store store, SemaphoreSlim? gate, string sql, params object?[] values)
    {
        if (store.Place.IsSqlite && gate is not null) await gate.WaitAsync();
        try
        {
            await using var connection = await Connect(store);
            if (connection is SqliteConnection)
            {
                await using var settings = connection.CreateCommand();
                settings.CommandText = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000";
                await settings.ExecuteNonQueryAsync();
            }

            await using var command = Lister.Command(connection, sql, values, store.Place.IsSqlite);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            if (store.Place.IsSqlite && gate is not null) gate.Release();
        }
    }

    static async Task Rows(Store store, HttpContext http, string sql, params object?[] values)
    {
        await using var connection = await Connect(store);
        await using var command = Lister.Command(connection, sql, values, store.Place.IsSqlite);
        await using var reader = await command.ExecuteReaderAsync();
        http.Response.ContentType = "application/json";
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(16_384);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            while (await reader.ReadAsync())
            {
                json.WriteStartObject();
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    json.WritePropertyName(reader.GetName(i) + i);
                    switch (reader.GetValue(i))
                    {
                        case DBNull: json.WriteNullValue(); break;
                        case byte[] id: json.WriteStringValue(new Guid(id, true)); break;
                        case Guid id: json.WriteStringValue(id); break;
                        case long n: json.WriteNumberValue(n); break;
                        case var other: json.WriteStringValue(other.ToString()); break;
                    }
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        await http.Response.Body.WriteAsync(buffer.WrittenMemory);
    }
}
