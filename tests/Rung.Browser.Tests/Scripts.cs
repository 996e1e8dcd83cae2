using Microsoft.Playwright;

namespace Rung.Browser.Tests;

static class Scripts
{
    /// <summary>A script that a page asks for last is there, and so is everything that listens to keys and clicks before it.</summary>
    public static Task Loaded(this IPage page, string script) =>
        page.WaitForFunctionAsync("script => performance.getEntriesByName(location.origin + '/js/' + script).length > 0", script);
}
