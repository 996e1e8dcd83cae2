using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Rung.Server.Tests.Ui;

public sealed class SettingsOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Every_page_of_the_settings_opens_in_both_languages(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        await client.Enter("products", new { name = "大洋 <b>" });
        await client.Enter("custom-fields", new { forKind = "account", name = "fleet", type = "number" });
        foreach (var section in (string[])["company", "pipelines", "people", "products", "rates", "regions", "fields", "queues", "tags"])
            foreach (var language in (string[])["en", "zh-CN"])
            {
                var answer = await client.GetAsync($"/settings/{section}?lang={language}");
                var html = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{section}: {html[..Math.Min(1500, html.Length)]}");
                Assert.DoesNotMatch(@">(ui|settings|field|value|record|columns|side|history)\.[a-z-]+\.?[A-Za-z.]*<", html);
            }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_stage_on_which_deals_stand_is_not_retired(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var deal = await client.Enter("opportunities", new { name = "Visibility" });
        var stage = (await client.Get("opportunities", deal)).Text("stageId")!;

        Assert.Equal("stage-in-use", await (await client.DeleteAsync($"/api/v1/stages/{stage}")).Problem());
        await client.DeleteAsync($"/api/v1/opportunities/{deal.Id()}");
        (await client.DeleteAsync($"/api/v1/stages/{stage}")).EnsureSuccessStatusCode();
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Stages_change_places_in_one_act(Database kind)
    {
        await using var house = await House.Open(kind);
        var client = house.ClientOf(house.Founder);
        var stages = (await client.GetFromJsonAsync<JsonElement>("/api/v1/stages?sort=rank")).GetProperty("items").EnumerateArray().Select(s => s.Id()).ToList();
        stages.Reverse(0, 2);

        await client.Post("/api/v1/stages/bulk", new { each = stages.Select((id, i) => new { id, set = new { rank = (i + 1) * 10 } }) });

        Assert.Equal(stages, (await client.GetFromJsonAsync<JsonElement>("/api/v1/stages?sort=rank")).GetProperty("items").EnumerateArray().Select(s => s.Id()));
        Assert.Matches("Demo.*Discovery", (await client.GetStringAsync("/opportunities/board?lang=en")).ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Who_may_not_change_stages_sees_no_way_to()
    {
        await using var house = await House.Open(Database.Sqlite);
        var seller = house.ClientOf(house.Founder with { Permits = Rung.Server.SignIn.Permissions.Of(["ae"]) });
        var html = await seller.GetStringAsync("/settings/pipelines");
        Assert.DoesNotContain("data-edit=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("commandfor=\"add-", html, StringComparison.Ordinal);
    }
}
