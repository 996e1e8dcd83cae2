using Rung.Accounts;
using Rung.Server.Import.Reading;
using Rung.Server.Tests.Import.Reading;

namespace Rung.Server.Tests.Accounts;

/// <summary>
/// Duplicates in published sets whose matches are known: people with invented slips of the pen (FEBRL), restaurants from two
/// real guides. The floors lie a little under what <c>bench duplicates</c> reports.
/// </summary>
public sealed class KnownMatches
{
    [Theory]
    [InlineData("dataset1", false, Likelihood.Likely, 0.99, 0.75)]
    [InlineData("dataset1", false, Likelihood.Possible, 0.97, 0.90)]
    [InlineData("dataset1", true, Likelihood.Certain, 1.0, 0.85)]
    [InlineData("dataset4a+dataset4b", false, Likelihood.Likely, 0.99, 0.75)]
    [InlineData("dataset4a+dataset4b", false, Likelihood.Possible, 0.94, 0.88)]
    [InlineData("dataset4a+dataset4b", true, Likelihood.Certain, 1.0, 0.87)]
    public async Task People_are_found_again_behind_their_slips_of_the_pen(string files, bool withNumber, Likelihood level, double precision, double recall)
    {
        var (parties, entities) = (new List<Fingerprint>(), new List<string>());
        foreach (var file in files.Split('+'))
        {
            foreach (var row in await Rows("febrl", file))
            {
                entities.Add(row["rec_id"].Split('-')[1]);
                parties.Add(Fingerprint.Of(new Party(true, row["given_name"] + " " + row["surname"])
                {
                    Address = row["street_number"] + " " + row["address_1"],
                    City = row["suburb"],
                    OfficialNumber = withNumber ? row["soc_sec_id"] : null,
                }));
            }
        }

        var matches = entities.Select((entity, i) => (entity, i)).GroupBy(e => e.entity).Where(g => g.Count() == 2).Select(g => (g.First().i, g.Last().i)).ToHashSet();
        Assert.Equal(files == "dataset1" ? 500 : 5_000, matches.Count);
        AtLeast(precision, recall, parties, matches, level);
    }

    [Theory]
    [InlineData(Likelihood.Certain, 0.98, 0.78)]
    [InlineData(Likelihood.Likely, 0.85, 0.96)]
    [InlineData(Likelihood.Possible, 0.78, 0.98)]
    public async Task Restaurants_of_one_guide_are_found_in_the_other(Likelihood level, double precision, double recall)
    {
        var (parties, places) = (new List<Fingerprint>(), new Dictionary<string, int>());
        foreach (var guide in new[] { "fodors", "zagats" })
        {
            foreach (var row in await Rows("restaurants", guide))
            {
                places[guide + row["id"]] = parties.Count;
                parties.Add(Fingerprint.Of(new Party(false, row["name"]) { Address = row["addr"], City = row["city"], Phones = Phones.E164(row["phone"], "US") is { } phone ? [phone] : [] }));
            }
        }

        var matches = (await Rows("restaurants", "matches_fodors_zagats")).Select(r => (places["fodors" + r["fodors_id"]], places["zagats" + r["zagats_id"]])).ToHashSet();
        AtLeast(precision, recall, parties, matches, level);
    }

    static void AtLeast(double precision, double recall, List<Fingerprint> parties, HashSet<(int, int)> matches, Likelihood level)
    {
        var found = Duplicates.Among(parties, level).Select(p => (p.First, p.Second)).ToList();
        var right = (double)found.Count(matches.Contains);
        Assert.InRange(right / found.Count, precision, 1);
        Assert.InRange(right / matches.Count, recall, 1);
    }

    static async Task<List<Dictionary<string, string>>> Rows(string folder, string name)
    {
        var path = Path.Combine(Given.Published("dedupe-known-matches"), folder, name + ".csv");
        var file = await Given.File(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        return [.. (await file.All()).Rows.Select(r => file.Columns.Zip(r.Cells).ToDictionary(c => c.First.Name, c => c.Second.Trim()))];
    }
}
