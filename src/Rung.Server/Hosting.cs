using System.Net;
using Microsoft.Extensions.FileProviders;
using Rung.Server.Accounts;
using Rung.Server.Api;
using Rung.Server.Api.Reference;
using Rung.Server.Audit;
using Rung.Server.CommandLine;
using Rung.Server.Company;
using Rung.Server.Customers;
using Rung.Server.Customers.Book;
using Rung.Server.Customers.Care;
using Rung.Server.Customers.Health;
using Rung.Server.Customers.Onboardings;
using Rung.Server.Customers.Outcomes;
using Rung.Server.Customers.Reports;
using Rung.Server.Customers.Surveys;
using Rung.Server.Customers.Usage;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Export;
using Rung.Server.Handoffs;
using Rung.Server.Import;
using Rung.Server.Import.Pages;
using Rung.Server.Ladder;
using Rung.Server.Leads;
using Rung.Server.Live;
using Rung.Server.Metrics;
using Rung.Server.Notes;
using Rung.Server.Opportunities;
using Rung.Server.People;
using Rung.Server.Search;
using Rung.Server.SignIn;
using Rung.Server.SignIn.Pages;
using Rung.Server.Telemetry;
using Rung.Server.Ui;
using Rung.Server.Ui.Changes;
using Rung.Server.Work;
using Rung.Server.Work.Pages;

namespace Rung.Server;

/// <summary>How the server is put together; the same for a person, a test and a bench.</summary>
static class Hosting
{
    /// <summary>The desk with its database, for every verb of the command line.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services, Place place) => services
        .AddSingleton(place)
        .AddSingleton<Store>()
        .AddSingleton(s => s.GetRequiredService<Store>().Schema)
        .AddSingleton<PersonKeys>()
        .AddSingleton<JournalWriter>()
        .AddSingleton<Lister>()
        .AddSingleton<TheDesk>()
        .AddSingleton<Texts>()
        .AddSingleton<Secrets>()
        .AddSingleton<Logins>()
        .AddSingleton<Tries>()
        .AddSingleton<SessionBook>()
        .AddSingleton<KeyFile>()
        .AddSingleton<Vault>()
        .AddSingleton<Resealing>()
        .AddSingleton<SecondSteps>()
        .AddSingleton<Passkeys>()
        .AddSingleton<Undoing>()
        .AddSingleton<Bulk>().AddSingleton<BulkReceipts>()
        .AddSingleton<SearchIndex>()
        .AddSingleton<IFollower>(s => s.GetRequiredService<SearchIndex>())
        .AddSingleton<LongWorks>()
        .AddSingleton<Shelf>()
        .AddSingleton<ILongWork, ExportWork>()
        .AddSingleton<DuplicateKeys>()
        .AddSingleton<IFollower>(s => s.GetRequiredService<DuplicateKeys>())
        .AddSingleton<DuplicateFinder>()
        .AddSingleton<SubjectExport>()
        .AddSingleton<FirstPage>()
        .AddSingleton<Followers>()
        .AddSingleton<Importer>()
        .AddSingleton<Rejects>()
        .AddSingleton<Recognising>()
        .AddSingleton<Previewing>()
        .AddSingleton<ILongWork, ImportWork>()
        .AddSingleton<ILongWork, UndoWork>()
        .AddSingleton<PrivateValues>()
        .AddSingleton<Exporter>()
        .AddSingleton<Restoring>()
        .AddSingleton<Backups.BackingUp>()
        .AddSingleton<DealHistory>()
        .AddSingleton<DealStates>()
        .AddSingleton<IFollower>(s => s.GetRequiredService<DealStates>())
        .AddSingleton<DealQuestions>()
        .AddSingleton<TermsAtHand>()
        .AddSingleton<TermHistory>()
        .AddSingleton<FlowReport>()
        .AddSingleton<PaceReport>()
        .AddSingleton(services => new Countings(TimeSpan.FromSeconds(1.5), services.GetRequiredService<TimeProvider>()))
        .AddSingleton<PipelineReport>()
        .AddSingleton<RowsReport>()
        .AddSingleton<MetricsReport>()
        .AddSingleton<CustomerRecords>()
        .AddSingleton<CustomerStandings>()
        .AddSingleton<Remembered>()
        .AddSingleton<CareBook>()
        .AddSingleton<CareRounds>()
        .AddSingleton<CareModels>()
        .AddSingleton<ReviewModels>()
        .AddSingleton<OnboardingBook>()
        .AddSingleton<OnboardingReport>()
        .AddSingleton<ValueReport>()
        .AddSingleton<ContradictionReport>()
        .AddSingleton<RevenueReport>()
        .AddSingleton<RetentionReport>()
        .AddSingleton<CustomerRowsReport>()
        .AddSingleton<RenewalRounds>().AddSingleton<HandoffRounds>().AddSingleton<ExitRounds>()
        .AddSingleton<HandoffBook>()
        .AddSingleton<FirstActions>()
        .AddSingleton<IFollower>(s => s.GetRequiredService<FirstActions>())
        .AddSingleton<LeakBook>()
        .AddSingleton<TodayBook>()
        .AddSingleton<BulkReading>()
        .AddUsage()
        .AddHealth()
        .AddBook()
        .AddSingleton<Ladder.LadderReader>()
        .AddSingleton(s => Ladder.RowsAtHand.Of(s.GetRequiredService<Store>()))
        .AddSingleton<Ladder.LadderReport>()
        .AddSingleton<Ladder.Evaluations>()
        .AddSingleton<Ladder.LadderPictures>()
        .AddSingleton<Ladder.ProblemBook>()
        .AddSingleton<Demo.DemoCompany>();

    public static async Task<WebApplication> Build(string[] args, Place place, Action<WebApplicationBuilder>? configure = null)
    {
        // Telling how every record lies in its table takes as long as putting the server together, so both go on at once.
        var opening = Task.Run(() => new Store(place));
        // Settings are read once: watching their files would watch every folder below the one a caller stands in.
        var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        // On PostgreSQL without a key file the ring lies in the database in clear; that is said in the guide, not at every start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (place.IsSqlite) builder.Configuration.AddJsonFile(Path.Combine(Path.GetFullPath(place.Directory!), "settings.json"), optional: true);
        builder.Configuration.AddEnvironmentVariables("RUNG_");
        builder.AddTelemetry();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDesk(place).AddSingleton(_ => opening.GetAwaiter().GetResult());
        builder.Services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        builder.Services.AddKeyRing();
        builder.Services.AddScoped(s => s.GetRequiredService<Store>().Open());
        builder.AddSignIn();
        builder.Services.AddSurveys(builder.Configuration);
        builder.Services.AddOutcomes();
        builder.Services.AddHandoffLetters();
        builder.Services.AddHostedService(s => s.GetRequiredService<Followers>());
        builder.Services.AddSingleton<WorkRunner>().AddHostedService(s => s.GetRequiredService<WorkRunner>());
        builder.Services.AddTransient<Schedule>().AddHostedService<Ticking>();
        builder.Services.AddHostedService<WarmingUp>();
        builder.Services.AddSingleton<LiveFeed>().AddHostedService(s => s.GetRequiredService<LiveFeed>());
        builder.Services.AddResponseCompression();
        builder.Services.AddUi();
        builder.Services.AddReference();
        builder.Services.AddSingleton<MappedVerbs>();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        configure?.Invoke(builder);

        // The settings are understood: from here on the database is brought up beside.
        var preparing = Task.Run(async () => await Preparing.Prepare(await opening));
        var app = builder.Build();
        await preparing;
        await Founding.Found(app.Services.GetRequiredService<TheDesk>(), app.Services.GetRequiredService<Store>());
        _ = Task.Run(() => ReadAhead(app.Services));

        app.Use(app.Services.GetRequiredService<FirstPage>().Pass);
        app.UseSafeAnswers();
        app.UseTelemetry();
        app.UseMishaps();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
            OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseRouting();
        app.Use(app.Services.GetRequiredService<Throttle>().Pass);
        app.UseAuthentication();
        app.UseGate();
        app.UseRepeating();
        app.MapStory();
        return app;
    }

    /// <summary>What every page needs, read while the server makes ready to listen; whoever comes before it is there reads it as ever.</summary>
    static async Task ReadAhead(IServiceProvider services)
    {
        _ = services.GetRequiredService<Texts>();
        await services.GetRequiredService<Store>().Known.Profiles();
    }

    /// <summary>Everything that can be reached, in the order of the story.</summary>
    static void MapStory(this WebApplication app)
    {
        app.MapUi();
        app.MapRecords(app.Services.GetRequiredService<Schema>());
        app.MapBulk(app.Services.GetRequiredService<Schema>());
        app.MapAccounts();
        app.MapDuplicates();
        app.MapLeads();
        app.MapOpportunities();
        app.MapWinPages();
        app.MapRenewals();
        app.MapBook();
        app.MapOnboardings();
        app.MapOnboardingPages();
        app.MapOutcomes();
        app.MapCare();
        app.MapCarePages();
        app.MapSurveys();
        app.MapPeople();
        app.MapAssignment();
        app.MapPods();
        app.MapHandoffAnalysis();
        app.MapAssignmentPages();
        app.MapToday();
        app.MapPeoplePages();
        app.MapHandoffs();
        app.MapHandoffPages();
        app.MapUsage();
        app.MapHealthOfCustomers();
        app.MapStoredFiles();
        app.MapVerbs(app.Services.GetRequiredService<Schema>());
        app.MapMetrics();
        app.MapLadder();
        app.MapSearch();
        app.MapDecisions();
        app.MapChanges();
        app.MapAudit();
        app.MapExports();
        app.MapWork();
        app.MapReference();
        app.MapImports();
        app.MapImportPages();
        app.MapWorkPages();
        app.MapLive();
        app.MapSignIn();
        app.MapSignInPages();
        app.MapSightPages();
        app.MapHealth();
        app.MapOperator();
    }
}
