using Rung.Accounts;
using Rung.Company;
using Rung.Customers;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Demo;

/// <summary>
/// A company to look around in: eighteen months of a founder, an SDR, two AEs and a CSM, entered through the desk from a
/// seed, ending yesterday.
/// </summary>
sealed class SmallCompany(TheDesk desk, Store store)
{
    static readonly string[] First = ["Varg", "Gullfoss", "Kiln", "Meridian", "Linden", "Osprey", "Quill", "Polar", "Pallas", "Cobalt", "Ostra", "Nordhav", "Hedda", "Skov", "Bright", "Ferro", "Tessera", "Anker", "Norrland", "Helio"];
    static readonly string[] Second = ["Steel", "Foods", "Paper", "Press", "Parts", "Optics", "Tools", "Shipping", "Homes", "Dairy", "Mills", "Timber"];
    static readonly string[] Chinese = ["大洋冷链", "华夏制造", "远航物流", "青山纸业", "江南食品", "北辰光学", "恒丰五金", "海天船运"];
    static readonly string[] Given = ["Karin", "Jonas", "Amara", "Luis", "Priya", "Oskar", "Helen", "Mateo", "Sofia", "Ivan"];
    static readonly string[] Family = ["Holm", "Berg", "Silva", "Rao", "Novak", "Dahl", "Costa", "Adeyemi", "Fischer", "Moreau"];
    static readonly string[] ChineseNames = ["王伟", "李娜", "张敏", "刘洋", "陈静", "欧阳修远"];
    static readonly string[] Sources = ["outbound", "referral", "inbound", "event"];
    static readonly string[] Reasons = ["price", "no decision", "competitor", "timing", "no budget"];
    static readonly string[] Steps = ["Send the security answers", "Call the CFO on price", "Second demo", "Chase procurement", "Pilot review", "Confirm the sponsor"];

    readonly Random chance = new(20260101);
    DateTimeOffset now;

    public async Task Fill(CancellationToken cancel)
    {
        now = desk.Now;
        await using var db = store.Open();
        var founder = db.Set<Person>().OrderBy(p => p.Id).Select(p => p.Id).First();
        await using var stroke = desk.Begin(new(new(founder, "Demo", Permits.Everything), "demo.fill") { BatchId = Guid.CreateVersion7(now) });
        var team = await Team(stroke, founder);
        for (var i = 0; i < 160; i++)
        {
            await Account(stroke, team, i);
            if (i % 20 == 19) await stroke.Write(cancel);
        }

        await stroke.Write(cancel);
    }

    async Task<(Id<Person> Founder, Id<Person> Sdr, Id<Person>[] Aes, Id<Person> Csm)> Team(Stroke stroke, Id<Person> founder)
    {
        var began = now.AddMonths(-18);
        await Made(stroke, async docket =>
        {
            var company = await docket.Need((await docket.Company()).Id);
            docket.Do(company, company.Amend(new Dictionary<string, object?> { ["name"] = "Lumen Freight" }, docket.Act));
            var person = await docket.Need(founder);
            docket.Do(person, person.Amend(new Dictionary<string, object?> { ["name"] = "Maya Lindqvist" }, docket.Act));
            return person;
        });
        var sdr = await Hire(stroke, "Tom Okafor", Role.Sdr, began.AddMonths(5));
        Id<Person>[] aes = [await Hire(stroke, "Ines Duarte", Role.Ae, began.AddMonths(9)), await Hire(stroke, "Wei Zhang", Role.Ae, began.AddMonths(9))];
        return (founder, sdr, aes, await Hire(stroke, "林芳", Role.Csm, began.AddMonths(12)));
    }

    async Task<Id<Person>> Hire(Stroke stroke, string name, Role role, DateTimeOffset at)
    {
        var person = (Person)await Made(stroke, docket =>
        {
            docket.Tell(at, Origin.Entered);
            return Entering.Enter(docket, typeof(Person), new Dictionary<string, object?> { ["name"] = name });
        });
        await Made(stroke, docket =>
        {
            docket.Tell(at, Origin.Entered);
            return Entering.Enter(docket, typeof(RoleAssignment), new Dictionary<string, object?> { ["personId"] = person.Id, ["role"] = role, ["startsOn"] = DateOnly.FromDateTime(at.Date), ["fte"] = 1.0 });
        });
        return person.Id;
    }

    async Task Account(Stroke stroke, (Id<Person> Founder, Id<Person> Sdr, Id<Person>[] Aes, Id<Person> Csm) team, int i)
    {
        // More and more lately: a company that grows has most of its story in its last months.
        var at = now.AddDays(-3 - 537 * Math.Pow(chance.NextDouble(), 1.7)).AddMinutes(-chance.Next(600));
        var isChinese = i % 9 == 4;
        var name = isChinese ? Pick(Chinese) + (i > 60 ? "二厂" : "") : $"{First[i % First.Length]} {Second[(i / First.Length + i) % Second.Length]}";
        var account = (Account)await Enter(stroke, typeof(Account), at, new()
        {
            ["name"] = name, ["industry"] = Pick("Logistics", "Manufacturing", "Retail", "Food"), ["country"] = isChinese ? "中国" : Pick("Sweden", "Portugal", "Germany", "Norway"),
            ["employees"] = chance.Next(20, 900), ["segment"] = Pick("SMB", "Mid-market"), ["accountableId"] = team.Founder,
        });
        var contact = (Contact)await Enter(stroke, typeof(Contact), at, new()
        {
            ["name"] = isChinese ? Pick(ChineseNames) : $"{Pick(Given)} {Pick(Family)}", ["accountId"] = account.Id, ["jobTitle"] = Pick("COO", "Head of logistics", "CFO", "Plant manager"), ["email"] = $"contact{i}@example.com",
        });
        var isEarly = at < now.AddMonths(-13);
        var lead = (Lead)await Enter(stroke, typeof(Lead), at, new()
        {
            ["name"] = name, ["accountId"] = account.Id, ["contactId"] = contact.Id, ["source"] = Pick(Sources), ["accountableId"] = isEarly ? team.Founder : team.Sdr,
        });
        if (chance.NextDouble() < 0.15) return;

        var touched = at.AddHours(chance.Next(1, 60));
        if (touched > now) return;
        await Said(stroke, touched, account, contact, lead.Id, null, "First mail");
        await Made(stroke, docket => Told(docket, touched, () => Leads.LeadVerbs.Turn(docket, lead.Id, l => l.Touch(docket.Act))));
        var decided = touched.AddDays(chance.Next(2, 20));
        if (decided > now) return;
        if (chance.NextDouble() < 0.25)
        {
            await Made(stroke, docket => Told(docket, decided, () => Leads.LeadVerbs.Turn(docket, lead.Id, l => l.Disqualify(Pick("no need", "too small", "no answer"), docket.Act))));
            return;
        }

        await Sell(stroke, team, account, contact, lead, decided);
    }

    async Task Sell(Stroke stroke, (Id<Person> Founder, Id<Person> Sdr, Id<Person>[] Aes, Id<Person> Csm) team, Account account, Contact contact, Lead lead, DateTimeOffset at)
    {
        var seller = at < now.AddMonths(-9) ? team.Founder : team.Aes[chance.Next(2)];
        var amount = new Money(chance.Next(60, 300) * 10_000L, new("USD"));
        var deal = (Opportunity)await Made(stroke, docket => Told(docket, at, () => Leads.LeadVerbs.Qualify(docket, lead.Id, $"Visibility, {chance.Next(2, 40)} sites", amount, DateOnly.FromDateTime(at.Date).AddDays(75), seller)));
        var stages = await Stages();
        var day = at;
        for (var rank = 0; rank < stages.Length; rank++)
        {
            if (rank > 0)
            {
                var stage = stages[rank];
                await Made(stroke, docket => Told(docket, day, () => Opportunities.OpportunityVerbs.Move(docket, deal.Id, stage.Id)));
            }

            await Meet(stroke, day, account, contact, deal, seller, rank);
            var stay = chance.Next(6, 26);
            if (day.AddDays(stay) > now)
            {
                if (chance.NextDouble() < 0.75) await Made(stroke, docket => Opportunities.OpportunityVerbs.Plan(docket, deal.Id, Pick(Steps), now.AddDays(chance.Next(-2, 9))));
                return;
            }

            day = day.AddDays(stay);
            if (chance.NextDouble() >= 0.2) continue;
            await Made(stroke, docket => Told(docket, day, () => Opportunities.OpportunityVerbs.Lose(docket, deal.Id, Pick(Reasons), DateOnly.FromDateTime(day.Date))));
            return;
        }

        await Made(stroke, docket => Told(docket, day, () => Opportunities.OpportunityVerbs.Win(docket, deal.Id, amount.Times(0.92m), DateOnly.FromDateTime(day.Date))));
        var starts = DateOnly.FromDateTime(day.Date).AddDays(7);
        await Enter(stroke, typeof(Subscription), day, new()
        {
            ["accountId"] = account.Id, ["opportunityId"] = deal.Id, ["plan"] = "Visibility", ["startsOn"] = starts, ["endsOn"] = starts.AddYears(1), ["termMonths"] = 12, ["autoRenews"] = true,
            ["billing"] = Billing.Year, ["price"] = amount.Times(0.92m), ["listPrice"] = amount, ["seats"] = chance.Next(5, 60),
        });
    }

    async Task Meet(Stroke stroke, DateTimeOffset at, Account account, Contact contact, Opportunity deal, Id<Person> seller, int rank)
    {
        var meeting = (Meeting)await Enter(stroke, typeof(Meeting), at, new()
        {
            ["subject"] = Pick("Discovery", "Demo", "Evaluation workshop", "Offer call"), ["type"] = rank switch { 0 => MeetingType.Discovery, 1 => MeetingType.Pitch, _ => MeetingType.FollowUp },
            ["scheduledFor"] = at, ["minutes"] = 45, ["accountId"] = account.Id, ["contactId"] = contact.Id, ["opportunityId"] = deal.Id, ["accountableId"] = seller,
        });
        await Made(stroke, docket => Told(docket, at, async () =>
        {
            var held = await docket.Need(meeting.Id);
            docket.Do(held, chance.NextDouble() < 0.12 ? held.NoShow(docket.Act) : held.Hold(null, null, docket.Act));
            return held;
        }));
        if (chance.NextDouble() < 0.5) await Said(stroke, at.AddHours(2) > now ? at : at.AddHours(2), account, contact, null, deal.Id, Pick("Sent the summary", "Agreed the baseline: 38 late arrivals per 1,000", "Asked for references"));
    }

    Task<Record> Said(Stroke stroke, DateTimeOffset at, Account account, Contact contact, Id<Lead>? lead, Id<Opportunity>? deal, string subject) => Enter(stroke, typeof(Activity), at, new()
    {
        ["type"] = ActivityType.Email, ["subject"] = subject, ["accountId"] = account.Id, ["contactId"] = contact.Id, ["leadId"] = lead, ["opportunityId"] = deal,
    });

    Task<Record> Enter(Stroke stroke, Type kind, DateTimeOffset at, Dictionary<string, object?> values) => Made(stroke, docket => Told(docket, at, () => Entering.Enter(docket, kind, values)));

    static Task<Record> Told(Docket docket, DateTimeOffset at, Func<Task<Record>> decision)
    {
        docket.Tell(at, Origin.Entered);
        return decision();
    }

    static async Task<Record> Made(Stroke stroke, Func<Docket, Task<Record>> decision)
    {
        Record? made = null;
        var answer = await stroke.Decide(async docket => made = await decision(docket));
        return answer.Accepted(out _, out var refusal) ? made! : throw new InvalidOperationException($"The demo company met a refusal: {refusal}");
    }

    async Task<Stage[]> Stages() => [.. (await store.Known.Stages()).Where(s => s.Kind == StageKind.Open)];

    T Pick<T>(params T[] of) => of[chance.Next(of.Length)];
}
