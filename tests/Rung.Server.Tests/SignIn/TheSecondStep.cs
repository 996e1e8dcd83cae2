using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

public class TheSecondStep
{
    // RFC 6238, appendix B: the secret is the text, the time in seconds, eight digits.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, OneTimeCode.At("12345678901234567890"u8, OneTimeCode.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), 8));

    // RFC 4648, section 10.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_typed_in_the_letters_of_the_standard(string plain, string written) => Assert.Equal(written, OneTimeCode.Base32(Encoding.ASCII.GetBytes(plain)));

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task With_a_second_step_the_password_alone_opens_nothing(Database database)
    {
        await using var house = await House.Open(database, Colleagues.WithKey);
        var (_, email) = await house.Colleague();
        var (secret, _) = await TurnedOn(house, email);
        var browser = new Browser(house.Stranger());

        Assert.Equal("code-needed", await (await browser.SignIn(email, Colleagues.Password)).Problem());
        Assert.Equal("wrong-code", await (await browser.SignIn(email, Colleagues.Password, "000000")).Problem());
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Ask("/api/v1/me"));
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await browser.SignIn(email, Colleagues.Password, Code(house, secret))).StatusCode);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_code_opens_once(Database database)
    {
        await using var house = await House.Open(database, Colleagues.WithKey);
        var (_, email) = await house.Colleague();
        var (secret, _) = await TurnedOn(house, email);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = Code(house, secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new Browser(house.Stranger()).SignIn(email, Colleagues.Password, code)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);

        // The code that follows is another one; the one before that is old for good, though a clock may be late.
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("code-used", await (await new Browser(house.Stranger()).SignIn(email, Colleagues.Password, code)).Problem());
        Assert.Equal(HttpStatusCode.OK, (await new Browser(house.Stranger()).SignIn(email, Colleagues.Password, Code(house, secret))).StatusCode);
    }

    [Fact]
    public async Task The_code_that_turned_it_on_does_not_sign_in()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var (secret, _) = await TurnedOn(house, email);

        Assert.Equal("code-used", await (await new Browser(house.Stranger()).SignIn(email, Colleagues.Password, Code(house, secret))).Problem());
    }

    [Fact]
    public async Task A_clock_may_be_half_a_minute_off_and_no_more()
    {
        await using var house = await House.Open(Database.Sqlite);
        var secret = RandomNumberGenerator.GetBytes(20);
        var now = house.Clock.GetUtcNow();
        var step = OneTimeCode.StepAt(now);

        Assert.Equal([null, step - 1, step, step + 1, null], new[] { -2, -1, 0, 1, 2 }.Select(off => OneTimeCode.Matches(secret, OneTimeCode.At(secret, step + off), now)));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_recovery_code_opens_once_and_is_kept_as_a_hash(Database database)
    {
        await using var house = await House.Open(database, Colleagues.WithKey);
        var (id, email) = await house.Colleague();
        var (_, codes) = await TurnedOn(house, email);

        Assert.Equal(10, codes.Count);
        Assert.Equal(HttpStatusCode.OK, (await new Browser(house.Stranger()).SignIn(email, Colleagues.Password, codes[0].ToLowerInvariant().Replace('-', ' '))).StatusCode);
        Assert.Equal("wrong-code", await (await new Browser(house.Stranger()).SignIn(email, Colleagues.Password, codes[0])).Problem());
        Assert.Contains("recovery-code-used", await house.FactsOf(id));
        await using var db = house.Store.Open();
        Assert.DoesNotContain(await db.Set<RecoveryCode>().Select(c => c.Hash).ToListAsync(), h => Encoding.ASCII.GetString(h).Contains(codes[1][..4], StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_recovery_codes_end_those_of_before_and_take_the_password()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        var (_, codes) = await TurnedOn(house, email, mine);

        Assert.Equal("wrong-password", await (await mine.Send(HttpMethod.Post, "/api/v1/me/second-step/codes", new { current = "wrong words in a row" })).Problem());
        Assert.Equal(HttpStatusCode.OK, (await mine.Send(HttpMethod.Post, "/api/v1/me/second-step/codes", new { current = Colleagues.Password })).StatusCode);

        Assert.Equal("wrong-code", await (await new Browser(house.Stranger()).SignIn(email, Colleagues.Password, codes[0])).Problem());
    }

    [Fact]
    public async Task Guessed_codes_wait_like_guessed_passwords()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (_, email) = await house.Colleague();
        var (secret, _) = await TurnedOn(house, email);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var stranger = new Browser(house.Stranger());
        for (var i = 0; i < 5; i++) Assert.Equal("wrong-code", await (await stranger.SignIn(email, Colleagues.Password, "00000" + i)).Problem());

        Assert.Equal("too-many-tries", await (await stranger.SignIn(email, Colleagues.Password, Code(house, secret))).Problem());
    }

    [Fact]
    public async Task It_is_turned_off_with_the_password()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var mine = await house.SignedIn(email);
        await TurnedOn(house, email, mine);

        Assert.Equal("wrong-password", await (await mine.Send(HttpMethod.Post, "/api/v1/me/second-step/off", new { current = "wrong words in a row" })).Problem());
        Assert.Equal(HttpStatusCode.NoContent, (await mine.Send(HttpMethod.Post, "/api/v1/me/second-step/off", new { current = Colleagues.Password })).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await new Browser(house.Stranger()).SignIn(email, Colleagues.Password)).StatusCode);
        Assert.Contains("second-step-turned-off", await house.FactsOf(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_operator_lets_in_whoever_lost_the_phone(bool dropSecondStep)
    {
        await using var house = await House.Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        await TurnedOn(house, email);

        Assert.True((await house.Services.GetRequiredService<Logins>().Recover(house.Founder, new(Guid.Parse(id)), dropSecondStep, default)).Accepted(out var link, out _));
        await new Browser(house.Stranger()).Send(HttpMethod.Post, "/api/v1" + link.Path, new { password = "new words in a row" });

        Assert.Equal(dropSecondStep ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await new Browser(house.Stranger()).SignIn(email, "new words in a row")).StatusCode);
        Assert.Contains("access-recovered", await house.FactsOf(id));
    }

    [Fact]
    public async Task A_link_to_a_new_password_does_not_go_round_the_second_step()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var (secret, _) = await TurnedOn(house, email);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var link = (await house.ClientOf(house.Founder).Post($"/api/v1/people/{id}/invite", new { })).Text("path")!;
        var browser = new Browser(house.Stranger());

        Assert.Equal("code-needed", await (await browser.Send(HttpMethod.Post, "/api/v1" + link, new { password = "new words in a row" })).Problem());
        Assert.Equal(HttpStatusCode.OK, (await browser.Send(HttpMethod.Post, "/api/v1" + link, new { password = "new words in a row", code = Code(house, secret) })).StatusCode);
    }

    [Fact]
    public async Task The_founder_takes_a_colleagues_away_and_nobody_else_does()
    {
        await using var house = await House.Open(Database.Sqlite);
        var (id, email) = await house.Colleague();
        var (_, his) = await house.Colleague("Ravi");
        await TurnedOn(house, email);

        Assert.Equal(HttpStatusCode.Forbidden, (await (await house.SignedIn(his)).Send(HttpMethod.Delete, $"/api/v1/people/{id}/second-step")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await house.ClientOf(house.Founder).DeleteAsync($"/api/v1/people/{id}/second-step")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await new Browser(house.Stranger()).SignIn(email, Colleagues.Password)).StatusCode);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_kept_in_clear()
    {
        await using var house = await House.Open(Database.Sqlite, services => services.AddSingleton(new KeyFile(new(null, "Host=nowhere"))));
        var (_, email) = await house.Colleague();
        var mine = await house.SignedIn(email);

        Assert.Equal("no-key-for-secrets", await (await mine.Send(HttpMethod.Post, "/api/v1/me/second-step", new { })).Problem());
    }

    internal static string Code(House house, byte[] secret) => OneTimeCode.At(secret, OneTimeCode.StepAt(house.Clock.GetUtcNow()));

    internal static async Task<(byte[] Secret, IReadOnlyList<string> Codes)> TurnedOn(House house, string email, Browser? with = null)
    {
        var browser = with ?? await house.SignedIn(email);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Send(HttpMethod.Post, "/api/v1/me/second-step", new { })).StatusCode);
        var secret = FromBase32((await browser.Read("/api/v1/me/second-step")).GetProperty("pending").Text("secret")!);
        using var on = await browser.Send(HttpMethod.Post, "/api/v1/me/second-step/confirm", new { code = Code(house, secret) });
        var told = JsonDocument.Parse(await on.Content.ReadAsStringAsync()).RootElement;
        return (secret, [.. told.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!)]);
    }

    static byte[] FromBase32(string text)
    {
        var (bytes, held, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in text)
        {
            (held, bits) = (((held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal)) & 0xFFFF, bits + 5);
            if (bits < 8) continue;
            bytes.Add((byte)((held >> (bits - 8)) & 0xFF));
            bits -= 8;
        }

        return [.. bytes];
    }
}
