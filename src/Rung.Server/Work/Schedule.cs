using Quartz;
using Rung.Server.Customers;
using Rung.Server.Customers.Care;
using Rung.Server.Customers.Surveys;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Handoffs;
using Rung.Server.People;
using Rung.Server.Telemetry;

namespace Rung.Server.Work;

/// <summary>
/// Every task that comes round, with when (UTC). Each may run on every node and more than once: it takes away what is over
/// and finds nothing the second time.
/// </summary>
sealed partial class Schedule(Store store, TheDesk desk, Shelf shelf, SurveyRounds surveys, CareRounds care, RenewalRounds renewals, HandoffRounds handoffs, ExitRounds exits, Ladder.Evaluations evaluations, ILogger<Schedule> log) : IJob
{
    static readonly (string Name, string When, Func<Schedule, CancellationToken, Task> Task)[] Tasks =
    [
        ("files", "0 7 * * * ?", (house, cancel) => house.shelf.Tidy(cancel)),
        ("surveys", "0 11 * * * ?", (house, cancel) => house.surveys.Run(cancel)),
        ("care", "0 13 * * * ?", (house, cancel) => house.care.Run(cancel)),
        ("handoffs", "30 * * * * ?", (house, cancel) => house.handoffs.Run(cancel)),
        ("exits", "0 3 * * * ?", (house, cancel) => house.exits.Run(cancel)),
        ("renewals", "0 21 * * * ?", (house, cancel) => house.renewals.Run(cancel)),
        ("evaluations", "0 47 2 * * ?", (house, cancel) => house.evaluations.Run(cancel)),
        ("sent-mail", "0 37 3 * * ?", (house, cancel) => house.Delete("outgoing_mails", "sent_at", MailKept, cancel)),
        ("answered-requests", "0 17 3 * * ?", (house, cancel) => house.Delete("answered_requests", "answered_at", AnswersKept, cancel)),
        ("rejected-rows", "0 27 3 * * ?", (house, cancel) => house.Delete("kept_rejects", "kept_until", TimeSpan.Zero, cancel)),
    ];

    /// <summary>How long an answered request is known again: whoever repeats one does so within minutes.</summary>
    static readonly TimeSpan AnswersKept = TimeSpan.FromDays(7);

    /// <summary>Who was written to stays in the journal; what the mail server made of it is of use for a season.</summary>
    static readonly TimeSpan MailKept = TimeSpan.FromDays(90);

    readonly Shelf shelf = shelf;
    readonly SurveyRounds surveys = surveys;
    readonly CareRounds care = care;
    readonly RenewalRounds renewals = renewals;
    readonly HandoffRounds handoffs = handoffs;
    readonly ExitRounds exits = exits;
    readonly Ladder.Evaluations evaluations = evaluations;

    /// <summary>The clock with every task wound up, in a house of its own: not even what describes it is made before a page.</summary>
    public static ServiceProvider Clock(IServiceProvider house) => new ServiceCollection()
        .AddSingleton(house.GetRequiredService<ILoggerFactory>())
        .AddLogging()
        .AddTransient(_ => house.GetRequiredService<Schedule>())
        .AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(1);
            foreach (var (name, when, _) in Tasks)
            {
                quartz.AddJob<Schedule>(job => job.WithIdentity(name));
                quartz.AddTrigger(trigger => trigger.ForJob(name).WithCronSchedule(when, cron => cron.InTimeZone(TimeZoneInfo.Utc)));
            }
        })
        .BuildServiceProvider();

    /// <summary>Runs every task once, now.</summary>
    public async Task RunAll(CancellationToken cancel)
    {
        foreach (var (_, _, task) in Tasks) await task(this, cancel);
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var name = context.JobDetail.Key.Name;
        using var span = Signals.Doing("task", name);
        try
        {
            await Tasks.Single(t => t.Name == name).Task(this, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Stumbled(log, name, e);
        }
    }

    Task Delete(string table, string column, TimeSpan keptFor, CancellationToken cancel) =>
        store.Writer.Write(new Writing { Statements = { ($"DELETE FROM {table} WHERE {column} < @0", [desk.Now - keptFor]) } }, cancel);

    [LoggerMessage(LogLevel.Error, "The task {Name} stumbled and is tried again at its next turn.")]
    static partial void Stumbled(ILogger log, string name, Exception e);
}
