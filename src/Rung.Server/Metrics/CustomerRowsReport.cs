using Rung.Metrics;

namespace Rung.Server.Metrics;

/// <summary>Which rows behind a figure of customers.</summary>
public enum CustomerRowsOf
{
    New,
    Reactivation,
    Expansion,
    Contraction,
    Churn,

    /// <summary>Whatever pays at either end.</summary>
    All,

    /// <summary>Customers at the first day.</summary>
    AtStart,

    /// <summary>Of those, who is none at the last.</summary>
    Left,

    /// <summary>Customers on the day.</summary>
    Active,

    /// <summary>Everybody who ever was one, with the months.</summary>
    Lives,

    /// <summary>Terms that had ended.</summary>
    Due,

    /// <summary>Of those, the ones after which the customer went on.</summary>
    Renewed,

    /// <summary>Of those, the ones that ended.</summary>
    Ended,
    NotDue,
    NotCounted,
}

/// <param name="On">The day it is about: a term's end, the leaving.</param>
/// <param name="Before">At the first day, in the currency of the row.</param>
/// <param name="Why">A word for what came of it or why it is not counted; see <c>report.note</c>.</param>
public sealed record CustomerRow(Guid AccountId, string Account, DateOnly? Since, string? Seller, Guid? SubscriptionId, DateOnly? On, double? Months, Money? Before, Money? After, string? Why);

public sealed record CustomerRows(CustomerRowsOf Of, DateOnly AsOf, DateOnly Since, int Count, IReadOnlyList<CustomerRow> Items);

/// <summary>The customers and subscriptions behind a figure.</summary>
sealed class CustomerRowsReport(CustomerRecords records)
{
    /// <param name="currency">Of movements, one currency alone.</param>
    /// <param name="group">Under the breakdown asked for, one key alone; empty is those that name none.</param>
    public async Task<CustomerRows> Read(Asked asked, CustomerRowsOf of, string? currency, string? group, int most, CancellationToken cancel = default)
    {
        var book = await records.Read(asked, cancel);
        var accounts = await records.Names(CustomerBreakdown.Customer, cancel) ?? [];
        var people = await records.Names(CustomerBreakdown.Seller, cancel) ?? [];
        var byId = book.Customers.ToDictionary(c => c.AccountId);
        var among = group is null ? null : asked.Among;
        var narrowed = among is { } by ? [.. book.Narrowed.Where(c => book.Key(by, c) == group)] : book.Narrowed;
        var rows = (of switch
        {
            <= CustomerRowsOf.All => Moves(),
            CustomerRowsOf.NotCounted => book.Left.Select(l => Row(l.Term.What.AccountId, l.Term) with { SubscriptionId = l.Term.What.Id, On = l.Term.What.StartsOn, Why = Words.Camel(l.Why.ToString()) }),
            >= CustomerRowsOf.Due and <= CustomerRowsOf.NotDue => Terms(),
            _ => Customers(),
        }).ToList();
        return new(of, book.Day, book.Since, rows.Count, [.. rows.Take(most)]);

        CustomerRow Row(Guid account, Keyed<Term> term) => new(account, accounts.GetValueOrDefault(account.ToString(), ""), byId.GetValueOrDefault(account)?.SinceOn,
            book.Keys.Seller(term.SaleId) is { } seller ? people.GetValueOrDefault(seller.ToString()) : null, null, null, null, null, null, null);

        CustomerRow First(Customer customer) => Row(customer.AccountId, book.Terms[customer.First.Id]);

        IEnumerable<CustomerRow> Moves() =>
            Movements.Between(book.Customers, book.Since, book.Day, term => book.Key(among, term))
                .Where(m => (among is null || m.Group == group) && (of == CustomerRowsOf.All || m.Kind?.ToString() == of.ToString()) && (currency is null || m.Currency.Code == currency))
                .OrderByDescending(m => Math.Abs(m.Change)).ThenBy(m => m.AccountId)
                .Select(m => First(byId[m.AccountId]) with { Before = new(m.Before, m.Currency), After = new(m.After, m.Currency), Why = m.Kind is { } kind ? Words.Camel(kind.ToString()) : "same" });

        IEnumerable<CustomerRow> Terms() =>
            from customer in narrowed
            from term in customer.Terms
            let told = Renewals.Of(customer, term, book.Day)
            from due in of == CustomerRowsOf.NotDue ? told.Why is { } why ? [((DateOnly?)term.EndsOn, Words.Camel(why.ToString()))] : [] : told.Due.Where(Wanted).Select(d => ((DateOnly?)d.On, Words.Camel(d.End.ToString())))
            orderby due.Item1 descending, customer.AccountId
            select Row(customer.AccountId, book.Terms[term.Id]) with { SubscriptionId = term.Id, On = due.Item1, Why = due.Item2, After = term.MonthlyOn(due.Item1?.AddDays(-1) ?? book.Day) };

        bool Wanted(RenewalDue due) => of switch { CustomerRowsOf.Renewed => due.End != TermEnd.Ended, CustomerRowsOf.Ended => due.End == TermEnd.Ended, _ => true };

        IEnumerable<CustomerRow> Customers() =>
            from customer in narrowed
            let isThere = customer.IsActiveOn(book.Day)
            where of switch { CustomerRowsOf.AtStart => customer.IsActiveOn(book.Since), CustomerRowsOf.Left => customer.IsActiveOn(book.Since) && !isThere, CustomerRowsOf.Active => isThere, _ => true }
            let life = customer.Lifetime(book.Day)
            orderby life.Time descending, customer.AccountId
            select First(customer) with { On = customer.LeftOn(book.Day), Months = life.Time, Why = life.Ended ? isThere ? "cameBack" : "left" : "stillHere" };
    }
}
