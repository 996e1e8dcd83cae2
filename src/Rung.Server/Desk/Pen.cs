using System.Buffers;
using System.Text;
using System.Text.Json;
using Rung.Server.Api;

namespace Rung.Server.Desk;

/// <summary>Writes one JSON text after another on the same paper: a decision writes a few, and an import millions.</summary>
sealed class Pen
{
    const int Long = 64 * 1024;

    ArrayBufferWriter<byte> paper = new(1024);

    Pen() => Json = new(paper, new JsonWriterOptions { Encoder = Api.Json.Options.Encoder });

    public Utf8JsonWriter Json { get; private set; }

    [ThreadStatic]
    static Pen? outer, inner;

    /// <summary>For a text, on an empty sheet; nobody else of this thread may be writing one.</summary>
    public static Pen Outer => (outer ??= new()).Fresh();

    /// <summary>For a text within a text.</summary>
    public static Pen Inner => (inner ??= new()).Fresh();

    public ReadOnlySpan<byte> Written
    {
        get
        {
            Json.Flush();
            return paper.WrittenSpan;
        }
    }

    public override string ToString() => Encoding.UTF8.GetString(Written);

    Pen Fresh()
    {
        if (paper.Capacity > Long) paper = new(1024);
        else paper.ResetWrittenCount();
        Json.Reset(paper);
        return this;
    }
}
