using DiscreteEvents;
using Rung.Accounts;
using Rung.Customers;
using Rung.Economics;
using Rung.Handoffs;
using Rung.Improvements;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Planner;
using Rung.Playbook;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Server.Demo;

/// <summary>
/// Turns what happened in a simulated company into what its people would have written down, by the verbs they would have
/// used. Names and words are invented here; dates, numbers and who did it come from the stream.
/// </summary>
sealed partial class Scribe
{
    readonly Diary diary;
    readonly Narration story;
    readonly Chance words;
    readonly Chance care;
    readonly AddressBook book;
    readonly Cast cast;
    readonly Id<Person> founder;
    readonly IReadOnlyList<Stage> stages;

    readonly Numbered<Account> accounts;
    readonly Numbered<Contact> contacts;
    readonly Numbered<Lead> leads;
    readonly Numbered<Meeting> meetings;
    readonly Numbered<Opportunity> deals;
    readonly Numbered<Handoff> handoffs;
    readonly Numbered<Subscription> subscriptions;
    readonly Numbered<Onboarding> onboardings;
    readonly Numbered<PromisedOutcome> outcomes;
    readonly Numbered<Invoice> invoices;
    readonly Numbered<Survey> surveys;
    readonly Numbered<CheckIn> checkIns;
    readonly Numbered<Ticket> tickets;
    readonly Numbered<Person> people;
    readonly Numbered<RoleAssignment> roles;
    readonly Numbered<Pod> pods;
    readonly Numbered<Opening> openings;
    readonly Numbered<Improvement> improvements;

    public Scribe(Diary diary, Narration story, Chance chance, Sizes size, Plan plan, Standing standing)
    {
        (this.diary, this.story, this.standing, this.size, this.plan) = (diary, story, standing, size, plan);
        (words, care, book, founder, stages) = (chance.Split("words"), chance.Split("care"), new(standing.Names), standing.Founder, [.. standing.Stages]);
        cast = new(book, plan.Territory);
        products = standing.Products;
        (accounts, contacts, leads, meetings, deals, handoffs) = (new(story), new(story), new(story), new(story), new(story), new(story));
        (subscriptions, onboardings, outcomes, invoices, surveys, checkIns, tickets) = (new(story), new(story), new(story), new(story), new(story), new(story), new(story));
        (people, roles, pods, openings, improvements) = (new(story), new(story), new(story), new(story), new(story));
    }

    readonly Standing standing;
    readonly Sizes size;
    readonly Plan plan;

    /// <summary>What an installation has before the story begins.</summary>
    /// <param name="Names">Names are drawn once for all territories.</param>
    /// <param name="Products">What every territory sells.</param>
    public sealed record Standing(Id<Person> Operator, Id<Person> Founder, Id<RoleAssignment> FoundersRole, Id<Rung.Company.CompanyProfile> Company, string Currency, IReadOnlyList<Stage> Stages, Chance Names,
        IReadOnlyList<(Id<Product> Id, string Name)> Products, IReadOnlyDictionary<SurveyType, Id<SurveyProgramme>> Programmes);

    /// <summary>The story as this scribe follows it: what goes wrong when, and which numbers of the world are its.</summary>
    /// <param name="NamesTaken">Companies of earlier territories, whose names are gone.</param>
    public sealed record Plan(Story Story, DateOnly First, int Territory, long NamesTaken)
    {
        public long CompanyNumber(int account) => account + NamesTaken;

        public double Month(DateTimeOffset at) => (DateOnly.FromDateTime(at.DateTime).DayNumber - First.DayNumber) / 30.4375;
    }

    /// <summary>Notes one thing that happened; what nobody wrote down leaves no trace.</summary>
    public void Take(Happening told)
    {
        if (told.IsUnlogged || !size.Keeps(told, diary.Ends, words)) return;
        if (told is Happening.UsedOn used)
        {
            Used(used);
            return;
        }

        FlushUse();
        if (TakeLead(told) || TakeSale(told) || TakeCustomer(told)) return;
        TakePerson(told);
    }

    /// <summary>What a person of the stream is called in the records.</summary>
    public string? NameOf(int person) => cast.NameOf(person);

    /// <summary>The stream is over.</summary>
    public void Finish() => FlushUse();

    /// <summary>What everything else names – people, roles, pods, the playbook – is written down at once even by those who log late.</summary>
    void Note(Happening told, int account, int? by, Func<Docket, Task<Record>> what)
    {
        var mayBeLate = account > 0 || told is Happening.TimeSpent or Happening.Coached;
        diary.Note(account, people[by] ?? founder, told.At.ToUniversalTime(), (mayBeLate ? told.LoggedAt ?? told.At : told.At).ToUniversalTime(), what);
    }

    static Task<Record> Enter<T>(Docket docket, Id<T> id, Dictionary<string, object?> values) => Entering.Enter(docket, typeof(T), values, id.Value);

    /// <summary>Turns a record by one of its verbs.</summary>
    static async Task<Record> Turn<T>(Docket docket, Id<T> id, Func<T, Act, Outcome<Fact>> verb)
        where T : Record<T>
    {
        var record = await docket.Need(id);
        docket.Do(record, verb(record, docket.Act));
        return record;
    }

    static Task<Record> Amend<T>(Docket docket, Id<T> id, Dictionary<string, object?> values)
        where T : Record<T> => Turn(docket, id, (record, act) => record.Amend(values, act));

    /// <summary>What is said about an account, in its language.</summary>
    string Say(string key, int account, params (string Name, string Value)[] places)
    {
        var company = Company(account);
        return Phrases.Say(key, company.Language, words, place => place switch
        {
            "company" => company.Short,
            "city" => company.City,
            "peer" => Company(Math.Max(1, account - 1 - words.Below(Math.Max(1, Math.Min(account, 40))))).Short,
            "contact" => Contact(account, company),
            "month" => Phrases.Of("month", company.Language)[words.Below(12)],
            "year" => Number(diary.Ends.Year + words.Below(2)),
            "n" => Number(3 + words.Below(45)),
            "sites" => Number(2 + words.Below(30)),
            "lanes" => Number(4 + words.Below(80)),
            "v" => Number(1 + words.Below(3)),
            _ => places.First(p => p.Name == place).Value,
        });
    }

    static string Number(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);

    InventedCompany Company(int account) => companies.TryGetValue(account, out var known) ? known : Remembered(account);

    InventedCompany Remembered(int account)
    {
        if (companies.Count > 20_000) companies.Clear();
        return companies[account] = book.Company(plan.CompanyNumber(account));
    }

    /// <summary>The first person known there.</summary>
    string Contact(int account, InventedCompany company) =>
        account < firstContact.Count && firstContact[account] is var (number, seniority) && number > 0 ? book.Person(company, number, seniority).Name : company.Short;

    void Know(int account, int contact, int seniority)
    {
        while (firstContact.Count <= account) firstContact.Add(default);
        if (firstContact[account].Number == 0) firstContact[account] = (contact, seniority);
    }

    readonly Dictionary<int, InventedCompany> companies = [];
    readonly List<(int Number, int Seniority)> firstContact = [];
}
