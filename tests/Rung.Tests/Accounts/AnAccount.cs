using Rung.Accounts;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.Accounts;

public sealed class AnAccount
{
    [Fact]
    public void Becomes_a_customer_once()
    {
        var account = Entered<Account>(new { name = "Northwind" });

        Assert.IsType<CustomerWon>(account.BecomeCustomer(Act(Hour(2, 9))).Value);
        Assert.Equal(Hour(2, 9), account.CustomerSince);
        Assert.IsType<NothingToChange>(account.BecomeCustomer(Act(Hour(3, 9))).Refusal);
    }

    [Fact]
    public void Has_been_a_customer_since_the_earliest_win_we_learn_of()
    {
        var account = Entered<Account>(new { name = "Northwind" });
        account.BecomeCustomer(Act(Hour(5, 9)));

        Assert.IsType<CustomerWon>(account.BecomeCustomer(Act(Hour(2, 9))).Value);
        Assert.Equal(Hour(2, 9), account.CustomerSince);
    }

    [Fact]
    public void Is_not_its_own_parent()
    {
        var account = Entered<Account>(new { name = "Northwind" });
        Assert.Equal(new OwnParent(), account.Amend(Values(new { parentId = account.Id }), Act()).Refusal);
    }

    [Fact]
    public void Keeps_its_version_of_events_when_it_is_removed_and_restored()
    {
        var account = Entered<Account>(new { name = "Northwind" });

        Assert.Equal(new RecordRemoved("account"), account.Remove(Act()).Value);
        Assert.Equal(new Removed("account"), account.Remove(Act()).Refusal);
        Assert.Equal(new Removed("account"), account.Amend(Values(new { name = "Other" }), Act()).Refusal);
        Assert.Equal(new RecordRestored("account"), account.Restore(Act()).Value);
        Assert.Equal("Northwind", account.Name);
    }

    [Fact]
    public void Can_stand_for_another_but_not_for_itself()
    {
        var (one, other) = (Entered<Account>(new { name = "Northwind" }), Entered<Account>(new { name = "Northwind Ltd" }));

        Assert.Equal(new CannotMergeWithItself(), one.MergeInto(one.Key, Act()).Refusal);
        Assert.Equal(new RecordMerged("account", one.Key), other.MergeInto(one.Key, Act()).Value);
        Assert.NotNull(other.RemovedAt);
    }
}

public sealed class AContact
{
    [Fact]
    public void Loses_every_private_value_when_erased_and_takes_none_again()
    {
        var contact = Entered<Contact>(new { name = "Wang Fang", email = "fang@example.com", phone = "1", mobile = "2", profile = "p", notes = "n", jobTitle = "CTO" });

        Assert.IsType<ContactErased>(contact.Erase(Act()).Value);

        var kept = Form.Of<Contact>().Fields.Where(f => f.IsPrivate && f.Read(contact) is not (null or "·"));
        Assert.Empty(kept);
        Assert.Equal("CTO", contact.JobTitle);
        Assert.True(contact.DoNotContact);
        Assert.Equal(new PersonErased(), contact.Amend(Values(new { name = "Wang Fang" }), Act()).Refusal);
        Assert.Equal(new NothingToChange(), contact.Erase(Act()).Refusal);
    }

    [Fact]
    public void Has_an_address_that_could_be_written_to() =>
        Assert.Equal(new Unreadable("email", "name@example.com"), EnteringRefused<Contact>(new { name = "Wang Fang", email = "nowhere" }));

    [Fact]
    public void Plays_a_part_in_one_account_or_one_opportunity()
    {
        var contact = Some<Contact>();
        Assert.Equal(new ExactlyOne("accountId, opportunityId"), EnteringRefused<ContactRole>(new { contactId = contact }));
        Assert.Equal(BuyingRole.Champion, Entered<ContactRole>(new { contactId = contact, accountId = Some<Account>(), role = BuyingRole.Champion }).Role);
    }

    [Fact]
    public void Lives_in_regions_that_do_not_contain_themselves()
    {
        var region = Entered<Region>(new { name = "华东" });
        Assert.Equal(new OwnParent(), region.Amend(Values(new { parentId = region.Id }), Act()).Refusal);
    }
}
