using System.Buffers;
using System.Text.Json;

namespace Rung.Server.Api;

/// <summary>An answer in JSON, written whole before the first byte goes out: whatever breaks while writing can still be said.</summary>
sealed class JsonBytes : IResult
{
    static readonly JsonWriterOptions Written = new() { Encoder = Api.Json.Options.Encoder, SkipValidation = true };

    readonly ArrayBufferWriter<byte> buffer = new(8192);
    int status = StatusCodes.Status200OK;

    public JsonBytes() => Json = new(buffer, Written);

    public Utf8JsonWriter Json { get; }

    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            Json.Flush();
            return buffer.WrittenMemory;
        }
    }

    public JsonBytes With(int status)
    {
        this.status = status;
        return this;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Bytes;
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = bytes.Length;
        await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
