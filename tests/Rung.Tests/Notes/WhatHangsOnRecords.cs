using Rung.Accounts;
using Rung.Leads;
using Rung.Notes;
using static Rung.Tests.World;

namespace Rung.Tests.Notes;

public sealed class WhatHangsOnRecords
{
    [Fact]
    public void A_comment_hangs_on_one_record_and_knows_its_author()
    {
        Assert.Equal(Ada, Entered<Comment>(new { body = "Call them", accountId = Some<Account>() }).AuthorId);
        Assert.IsType<ExactlyOne>(EnteringRefused<Comment>(new { body = "Call them" }));
        Assert.IsType<ExactlyOne>(EnteringRefused<Comment>(new { body = "Call them", accountId = Some<Account>(), leadId = Some<Lead>() }));
    }

    [Fact]
    public void A_file_is_known_by_its_digest()
    {
        var digest = new string('a', 64);
        Assert.Null(EnteringRefused<StoredFile>(new { name = "contract.pdf", mediaType = "application/pdf", size = 10L, sha256 = digest, accountId = Some<Account>() }));
        Assert.Equal(new Unreadable("sha256", "64 × 0-9a-f"),
            EnteringRefused<StoredFile>(new { name = "contract.pdf", mediaType = "application/pdf", size = 10L, sha256 = "abc", accountId = Some<Account>() }));
    }

    [Fact]
    public void A_tag_has_no_comma_because_records_part_their_tags_by_commas() => Assert.IsType<Unreadable>(EnteringRefused<Tag>(new { name = "hot, very" }));

    [Fact]
    public void A_custom_field_belongs_to_a_kind_there_is_and_a_choice_has_something_to_choose()
    {
        Assert.Equal(new UnknownKind("forKind", "dragon"), EnteringRefused<CustomField>(new { forKind = "dragon", name = "tier" }));
        Assert.Equal(new Missing("choices"), EnteringRefused<CustomField>(new { forKind = "account", name = "tier", type = CustomFieldType.Choice }));
        Assert.Null(EnteringRefused<CustomField>(new { forKind = "account", name = "tier", type = CustomFieldType.Choice, choices = "gold\nsilver" }));
    }

    [Fact]
    public void A_view_belongs_to_whoever_saved_it() => Assert.Equal(Ada, Entered<SavedView>(new { name = "Closing this month", forKind = "opportunity" }).OwnerId);

    [Fact]
    public void A_view_lists_a_kind_there_is() => Assert.Equal(new UnknownKind("forKind", "dragon"), EnteringRefused<SavedView>(new { name = "Dragons", forKind = "dragon" }));
}
