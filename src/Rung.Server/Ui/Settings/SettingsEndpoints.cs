using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Server.SignIn;

namespace Rung.Server.Ui.Settings;

/// <summary>The settings pages; every change goes through the same addresses that programs use.</summary>
static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        app.MapGet("/settings", () => Results.Redirect(SettingsSections.All[0].Path)).Needs("settings.read").Shows(Shows.House).ExcludeFromDescription();
        foreach (var section in SettingsSections.All)
            app.MapGet(section.Path, async (Viewer viewer, SettingsModels models, CancellationToken cancel) =>
            {
                await viewer.Meet();
                return (IResult)new RazorComponentResult<SettingsPage>(new { Section = section, Parts = await models.Read(section, cancel) });
            }).Needs("settings.read").Shows(Shows.House).ExcludeFromDescription();
    }
}
