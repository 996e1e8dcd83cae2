using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using Rung.Server.CommandLine;
using Rung.Server.Mail;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.Surveys;

/// <summary>Letters on their way through a mail server on this machine.</summary>
public class SurveyLetters
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_letter_brings_the_question_and_its_link_answers_it(Database database)
    {
        await using var box = new Letterbox();
        await using var house = await Open(database, box);
        var client = house.ClientOf(house.Founder);
        await Asked(house, language: "zh-CN");

        Assert.Equal(1, await Round(house));
        Assert.Equal(0, await Round(house));

        var letter = Assert.Single(box.Letters);
        Assert.Equal(("My company", "hello@my.example"), (letter.From.Mailboxes.Single().Name, letter.From.Mailboxes.Single().Address));
        Assert.Equal(("Varg 1", "varg.1@example.com"), (letter.To.Mailboxes.Single().Name, letter.To.Mailboxes.Single().Address));
        Assert.Equal("上线至今，您有多大可能把 My company 推荐给同行？", letter.Subject);
        Assert.Contains("点一下即可", letter.TextBody);
        Assert.Contains("<html lang=\"zh-CN\">", letter.HtmlBody);
        Assert.DoesNotContain("recommend", letter.TextBody);
        Assert.Equal("auto-generated", letter.Headers["Auto-Submitted"]);
        Assert.Equal("List-Unsubscribe=One-Click", letter.Headers["List-Unsubscribe-Post"]);

        await house.Stranger().Tap(LinkIn(letter), ("score", "10"));
        Assert.Equal(10, Assert.Single(await house.Surveys()).GetProperty("score").GetInt32());
        Assert.EndsWith("/stop>", letter.Headers["List-Unsubscribe"]);
        Assert.Contains("answered</td>", await client.GetStringAsync("/surveys/asked?lang=en"));
    }

    [Fact]
    public async Task A_reader_whose_language_is_not_known_gets_both()
    {
        await using var box = new Letterbox();
        await using var house = await Open(Database.Sqlite, box);
        await Asked(house);

        await Round(house);

        var text = Assert.Single(box.Letters).TextBody!;
        Assert.True(text.IndexOf("recommend", StringComparison.Ordinal) < text.IndexOf("推荐", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_server_that_is_away_is_tried_again_later_and_later_with_the_same_message_id(Database database)
    {
        await using var box = new Letterbox { ToReceiver = "451 not now" };
        await using var house = await Open(database, box);
        await Asked(house);
        var first = (await Mail(house)).MessageId;

        Assert.Equal(0, await Round(house));
        Assert.Equal(0, await Round(house));
        Assert.Equal((1, "451", house.Desk.Now.AddMinutes(1)), await Standing());
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Round(house);
        Assert.Equal((2, "451", house.Desk.Now.AddMinutes(2)), await Standing());
        box.ToReceiver = "250 fine";
        house.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(1, await Round(house));
        Assert.Equal(first, Assert.Single(box.Letters).MessageId);

        async Task<(int, string?, DateTimeOffset)> Standing() => await Mail(house) is var mail ? (mail.Tries, mail.Problem, mail.DueAt) : default;
    }

    [Fact]
    public async Task A_letter_that_may_have_gone_out_goes_out_again_under_the_same_name()
    {
        await using var box = new Letterbox { ToLetter = null };
        await using var house = await Open(Database.Sqlite, box);
        await Asked(house);
        await Round(house);
        box.ToLetter = "250 kept";
        house.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await Round(house));

        Assert.Single(box.Letters.Select(l => l.MessageId).Distinct());
        Assert.Equal(2, box.Letters.Count);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_given_up_at_once_and_the_link_is_there_to_copy()
    {
        await using var box = new Letterbox { ToReceiver = "550 nobody here" };
        await using var house = await Open(Database.Sqlite, box);
        await Asked(house);

        await Round(house);

        Assert.Equal(("550", true), await Mail(house) is var mail ? (mail.Problem, mail.EndedAt is not null) : default);
        Assert.Contains("https://rung.example/answer/", await house.ClientOf(house.Founder).GetStringAsync("/surveys/asked?state=toCopy"));
    }

    [Fact]
    public async Task Waiting_doubles_from_a_minute_to_six_hours() =>
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360], await Task.FromResult(Enumerable.Range(1, 11).Select(n => (int)Postman.Wait(n).TotalMinutes)));

    [Fact]
    public async Task Whoever_is_erased_or_stops_before_the_letter_goes_out_gets_none()
    {
        await using var box = new Letterbox();
        await using var house = await Open(Database.Sqlite, box);
        var client = house.ClientOf(house.Founder);
        await house.Programme();
        var (_, contacts) = await house.Customer("Varg", 2, "2026-03-02");
        await house.Ask();
        await client.Post($"/api/v1/contacts/{contacts[0].Id()}/erase", new { name = "Varg 1" });
        await client.Post($"/api/v1/contacts/{contacts[1].Id()}/stop-surveys", new { });

        Assert.Equal(0, await Round(house));

        Assert.Empty(box.Raw);
        await using var db = house.Store.Open();
        Assert.All(await db.Set<OutgoingMail>().ToListAsync(), m => Assert.Equal("withdrawn", m.Problem));
    }

    [Theory]
    [InlineData("Eve\" <eve@evil.example>, \"x"), InlineData("=?utf-8?q?Eve=0ABcc:_eve@evil.example?="), InlineData("Eve, Bcc: eve@evil.example")]
    public async Task No_name_makes_a_header_or_a_receiver_of_its_own(string name)
    {
        await using var box = new Letterbox();
        await using var house = await Open(Database.Sqlite, box);
        await Asked(house, name: name);

        await Round(house);

        var letter = Assert.Single(box.Letters);
        Assert.Equal("varg.1@example.com", Assert.Single(letter.To.Mailboxes).Address);
        Assert.Empty(letter.Bcc);
        Assert.DoesNotContain(letter.Headers, h => h.Field.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("varg@example.com>\u00a0<eve@evil.example"), InlineData("a b@example.com"), InlineData("@")]
    public async Task An_address_that_is_none_gets_no_letter(string email)
    {
        await using var box = new Letterbox();
        await using var house = await Open(Database.Sqlite, box);
        await Asked(house, email: email);

        await Round(house);

        Assert.Empty(box.Raw);
    }

    [Fact]
    public async Task Nothing_is_said_in_the_open_where_secrecy_was_asked_for()
    {
        await using var box = new Letterbox();
        await using var house = await Open(Database.Sqlite, box, MailSecurity.StartTls);
        await Asked(house);

        Assert.Equal(0, await Round(house));

        Assert.Empty(box.Raw);
        Assert.Equal("not-secret", (await Mail(house)).Problem);
    }

    [Fact]
    public async Task Neither_the_log_nor_the_outbox_names_the_receiver()
    {
        await using var box = new Letterbox { ToReceiver = "451 varg.1@example.com is busy" };
        var log = new Heard();
        await using var house = await Open(Database.Sqlite, box, log: log);
        await Asked(house);

        await Round(house);

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, l => l.Contains("varg", StringComparison.OrdinalIgnoreCase));
        await using var db = house.Store.Open();
        Assert.DoesNotContain("varg", JsonSerializer.Serialize(await db.Set<OutgoingMail>().ToListAsync()), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_mail_the_links_are_there_to_copy_for_those_who_may()
    {
        await using var house = await House.Open(Database.Sqlite);
        await Asked(house);
        await using var db = house.Store.Open();
        Assert.Empty(await db.Set<OutgoingMail>().ToListAsync());
        var seller = house.ClientOf(new(house.Founder.Id, "Seller", Permissions.Of(["ae"])));

        Assert.Contains("No mail is set up", await house.ClientOf(house.Founder).GetStringAsync("/surveys?lang=en"));
        Assert.Contains("value=\"/answer/", await house.ClientOf(house.Founder).GetStringAsync("/surveys/asked"));
        Assert.DoesNotContain("/answer/", await seller.GetStringAsync("/surveys/asked"));
    }

    [Theory]
    [InlineData("Mail:Host=mail.example.com Mail:Security=none Mail:From=a@b.example"), InlineData("Mail:Host=h Mail:From=nobody"), InlineData("Mail:Host=h Mail:From=a@b.example Mail:Port=99999")]
    [InlineData("Mail:Host=h Mail:From=a@b.example Mail:Security=2"), InlineData("Mail:Host=h Mail:From=a@b.example Mail:Authority=/nowhere.pem"), InlineData("Mail:Host=h Mail:From=a@b.example Mail:User=me")]
    public void Settings_that_cannot_be_meant_are_refused_at_the_start(string settings) =>
        Assert.Throws<UsageException>(() => MailSettings.Of(Settings(settings)));

    [Fact]
    public void Settings_take_what_is_usual()
    {
        var mail = MailSettings.Of(Settings("Mail:Host=mail.example.com Mail:From=a@b.example Mail:User=me Mail:Password=secret"))!;

        Assert.Equal((587, MailSecurity.StartTls), (mail.Port, mail.Security));
        Assert.Null(MailSettings.Of(Settings("")));
        Assert.DoesNotContain("secret", mail.ToString());
    }

    static async Task<House> Open(Database database, Letterbox box, MailSecurity security = MailSecurity.None, Heard? log = null) => await House.Open(database, services =>
    {
        services.AddSingleton(new Mailer(box.Settings(security)));
        services.AddSingleton(new Rung.Server.SignIn.Settings(new Uri("https://rung.example"), []));
        // The round is gone by hand here.
        services.Remove(services.Single(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(Postman)));
        if (log is not null) services.AddSingleton<ILoggerProvider>(log).Configure<LoggerFilterOptions>(o => o.MinLevel = LogLevel.Trace);
    });

    static async Task Asked(House house, string? language = null, string name = "Varg 1", string email = "varg.1@example.com")
    {
        await house.Programme();
        var (_, contacts) = await house.Customer("Varg", 1, "2026-03-02");
        (await house.ClientOf(house.Founder).Patch("contacts", contacts[0], 1, new { name, email, language })).EnsureSuccessStatusCode();
        Assert.Equal(1, await house.Ask());
    }

    static Task<int> Round(House house) => house.Services.GetRequiredService<Postman>().Round(CancellationToken.None);

    static async Task<OutgoingMail> Mail(House house)
    {
        await using var db = house.Store.Open();
        return await db.Set<OutgoingMail>().AsNoTracking().SingleAsync();
    }

    static string LinkIn(MimeMessage letter) => new Uri(letter.TextBody!.Split((char[])['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).First(l => l.StartsWith("https://rung.example/answer/", StringComparison.Ordinal))).AbsolutePath;

    static IConfiguration Settings(string text) => new ConfigurationBuilder().AddInMemoryCollection(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => KeyValuePair.Create(p.Split('=')[0], (string?)p.Split('=')[1]))).Build();

    sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
