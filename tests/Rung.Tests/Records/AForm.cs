using CsCheck;
using Rung.Accounts;
using Rung.Opportunities;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.Records;

public sealed class AForm
{
    [Fact]
    public void Refuses_a_field_it_does_not_have() => Assert.Equal(new UnknownField("nmae"), EnteringRefused<Account>(new { name = "A", nmae = "B" }));

    [Fact]
    public void Does_not_let_state_be_typed_in() => Assert.Equal(new UnknownField("stageKind"), EnteringRefused<Opportunity>(new { name = "A", stageKind = StageKind.Won }));

    [Fact]
    public void Asks_for_what_every_record_of_the_kind_has()
    {
        Assert.Equal(new Missing("name"), EnteringRefused<Account>(new { }));
        Assert.Equal(new Missing("name"), EnteringRefused<Account>(new { name = "   " }));
        Assert.Equal(new Missing("amount"), EnteringRefused<Price>(new { productId = Some<Product>(), fromOn = Day(2026, 1, 1) }));
        Assert.Equal(new Missing("scheduledFor"), EnteringRefused<Rung.Meetings.Meeting>(new { }));
    }

    [Fact]
    public void Takes_fields_by_name_whatever_their_case() => Assert.Equal("Berlin", Entered<Account>(new { name = "A", CITY = "Berlin" }).City);

    [Fact]
    public void Trims_and_composes_text()
    {
        var account = Entered<Account>(new { name = "  Cafe\u0301 Muller ", description = "one\r\ntwo" });
        Assert.Equal("Café Muller", account.Name);
        Assert.Equal("one\ntwo", account.Description);
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2066b")]
    public void Refuses_text_that_would_read_as_something_else(string name) => Assert.Equal(new UnprintableText("name"), EnteringRefused<Account>(new { name }));

    [Fact]
    public void Refuses_half_a_character() => Assert.Equal(new UnprintableText("name"), EnteringRefused<Account>(new { name = "a\uD800" }));

    [Fact]
    public void Looks_behind_an_emoji_too()
    {
        Assert.Equal(new UnprintableText("name"), EnteringRefused<Account>(new { name = "😀\u0000" }));
        Assert.Null(EnteringRefused<Account>(new { name = "😀\uFFFD" }));
    }

    [Fact]
    public void Lets_letters_from_right_to_left_and_emoji_through() => Assert.Equal("שלום 👩‍💻 你好", Entered<Account>(new { name = "שלום 👩‍💻 你好" }).Name);

    [Fact]
    public void Counts_length_as_a_reader_does_and_cuts_nothing()
    {
        // 75 characters to a reader, 600 to a machine.
        var families = string.Concat(Enumerable.Repeat("👨‍👩‍👧", 75));
        Assert.Equal(families, Entered<Account>(new { name = families }).Name);
        Assert.Equal(new TooLong("name", 10_000, 300), EnteringRefused<Account>(new { name = new string('x', 10_000) }));
    }

    [Fact]
    public void Refuses_absurd_numbers_amounts_and_days()
    {
        Assert.Equal(new OutOfRange("employees", "0", "100000000"), EnteringRefused<Account>(new { name = "A", employees = -1 }));
        Assert.IsType<OutOfRange>(EnteringRefused<Account>(new { name = "A", revenue = new Money(long.MaxValue, new("USD")) }));
        Assert.IsType<OutOfRange>(EnteringRefused<Opportunity>(new { name = "A", closeOn = new DateOnly(1, 1, 1) }));
        Assert.IsType<Unreadable>(EnteringRefused<Account>(new { name = "A", relation = (Relation)99 }));
    }

    [Fact]
    public void Gives_some_fields_once()
    {
        var deal = Entered<Opportunity>(new { name = "A", type = OpportunityType.Renewal });

        Assert.Equal(new CannotChange("type"), deal.Amend(Values(new { type = OpportunityType.New }), Act()).Refusal);
        Assert.Equal(new Amended("opportunity"), deal.Amend(Values(new { type = OpportunityType.Renewal, name = "B" }), Act()).Value);
    }

    [Fact]
    public void Writes_nothing_when_one_value_is_refused()
    {
        var account = Entered<Account>(new { name = "A", city = "Berlin" });
        account.Amend(Values(new { city = "Bonn", employees = -1 }), Act());
        Assert.Equal("Berlin", account.City);
    }

    [Fact]
    public void Empties_a_field_that_may_be_empty_and_no_other()
    {
        var account = Entered<Account>(new { name = "A", city = "Berlin" });

        Assert.Equal(new Amended("account"), account.Amend(Values(new { city = "" }), Act()).Value);
        Assert.Null(account.City);
        Assert.Equal(new Missing("name"), account.Amend(Values(new { name = "" }), Act()).Refusal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\"a\":")]
    public void Keeps_further_fields_only_as_an_object_that_can_be_read(string custom) =>
        Assert.Equal(new Unreadable("custom", "JSON object"), EnteringRefused<Account>(new { name = "A", custom }));

    [Fact]
    public void Of_every_kind_starts_blank_and_refuses_rather_than_throws() => Assert.All(Kinds.All, kind =>
    {
        var form = Form.Of(kind);
        Assert.Equal(form, Form.Of(Kinds.Named(form.Kind)!));
        Assert.NotNull(form.Field("externalId"));
        foreach (var field in form.Fields) field.Read(form.Blank());
        form.Blank().Check();
    });

    [Fact]
    public void Never_lets_a_control_character_into_a_line_of_text() => Gen.String.Sample(text =>
    {
        if (Record<Account>.Enter(Values(new { name = text }), Act()).Accepted(out var account, out _))
            Assert.DoesNotContain(account.Name, char.IsControl);
    });
}
