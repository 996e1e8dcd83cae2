using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Rung.Server.Tests.Api;

/// <summary>A body that cannot be read is refused by name, and the refusal says what of it.</summary>
public sealed class WhatWasSent
{
    [Theory]
    [InlineData(null, "application/json", 400, "unreadable", "What was sent cannot be read.")]
    [InlineData("null", "application/json", 400, "unreadable", "What was sent cannot be read.")]
    [InlineData("email=a", "application/x-www-form-urlencoded", 415, "not-json", "Send JSON")]
    [InlineData("{}", "application/json; charset=foo", 415, "not-json", "Send JSON")]
    [InlineData("""{"email":""", "application/json", 400, "unreadable", "E-mail cannot be read.")]
    [InlineData("""{"email":7}""", "application/json", 400, "unreadable", "E-mail cannot be read.")]
    [InlineData("{,}", "application/json", 400, "unreadable-json", "1")]
    [InlineData("{}", "application/json", 401, "wrong-email-or-password", "")]
    public async Task Is_read_or_refused_with_what_is_wrong(string? body, string type, int status, string name, string says)
    {
        await using var house = await House.Open(Database.Sqlite);
        using var content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", type } } };
        using var answer = await house.Stranger().PostAsync("/api/v1/session", content);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(((HttpStatusCode)status, name), (answer.StatusCode, problem.GetProperty("title").GetString()));
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
