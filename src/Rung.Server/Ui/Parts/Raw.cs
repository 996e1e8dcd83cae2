using Microsoft.AspNetCore.Components;

namespace Rung.Server.Ui.Parts;

/// <summary>The one place where markup that was written by our own encoders is taken as markup.</summary>
static class Raw
{
    public static MarkupString Markup(string encoded) => new(encoded);
}
