using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rung.Server.Handoffs;
using Rung.Server.Mail;
using Rung.Server.Tests.Surveys;

namespace Rung.Server.Tests.Handoffs;

/// <summary>Whoever chose letters is written to when something waits, and nobody else.</summary>
public sealed class TheLetters
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Go_to_the_receiver_and_then_to_the_manager_who_chose_them_and_name_nobody(Database database)
    {
        await using var box = new Letterbox();
        await using var house = await House.Open(database, services =>
        {
            services.AddSingleton(new Mailer(box.Settings()));
            services.AddSingleton(new Rung.Server.SignIn.Settings(new Uri("https://rung.example"), []));
            // The round is gone by hand here.
            services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(Postman)));
        });
        var team = await Team.In(house);
        var founder = house.ClientOf(house.Founder);
        async Task Choose(string id, string email)
        {
            var person = await founder.Read("people", id);
            (await founder.Patch("people", person, person.GetProperty("version").GetInt64(), new { mailNotices = true, email, language = "zh-CN" })).EnsureSuccessStatusCode();
        }

        await Choose(team.InesId, "ines@example.com");
        await Choose(house.Founder.Id.ToString(), "maya@example.com");
        var first = (await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = await team.Lead(), toPersonId = team.InesId })).Id();
        await team.Tom.Enter("handoffs", new { fromRole = "sdr", toRole = "ae", leadId = await team.Lead("Nordhav"), toPersonId = team.SaraId });
        async Task<int> After(double hours)
        {
            house.Clock.Advance(TimeSpan.FromHours(hours));
            await house.Services.GetRequiredService<HandoffRounds>().Run(default);
            return await house.Services.GetRequiredService<Postman>().Round(default);
        }

        Assert.Equal(1, await After(2.1));
        Assert.Equal(0, await After(0.1));
        var letter = Assert.Single(box.Letters);
        Assert.Equal(("ines@example.com", "有一项交接等待您答复"), (letter.To.Mailboxes.Single().Address, letter.Subject));
        Assert.Contains("https://rung.example/handoffs/" + first, letter.TextBody);
        Assert.DoesNotContain("Halden", letter.TextBody + letter.HtmlBody);
        Assert.Equal(2, await After(2));
        Assert.All(box.Letters.Skip(1), l => Assert.Equal("maya@example.com", l.To.Mailboxes.Single().Address));
    }
}
