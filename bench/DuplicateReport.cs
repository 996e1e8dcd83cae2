using System.Diagnostics;
using System.Globalization;
using Rung.Accounts;
using Rung.Search;
using Rung.Server.Import.Reading;

namespace Rung.Bench;

/// <summary>Precision and recall of duplicate detection on published sets with known matches, and what it costs.</summary>
static class DuplicateReport
{
    public static int Run(string[] args)
    {
        var root = Folder("dedupe-known-matches");
        if (root is null)
        {
            Console.Error.WriteLine("The published sets are not beside the project.");
            return 1;
        }

        Console.WriteLine("set                                     level       found   true  precision  recall");
        Report("FEBRL 1: name, address, city", People(root, false, "dataset1"));
        Report("FEBRL 1: and official number", People(root, true, "dataset1"));
        Report("FEBRL 4: name, address, city", People(root, false, "dataset4a", "dataset4b"));
        Report("FEBRL 4: and official number", People(root, true, "dataset4a", "dataset4b"));
        Report("restaurants: name, address, city", Restaurants(root, false));
        Report("restaurants: and telephone", Restaurants(root, true));
        Speed();
        return 0;
    }

    static void Report(string name, (List<Fingerprint> Parties, HashSet<(int, int)> Matches) set)
    {
        var watch = Stopwatch.StartNew();
        var pairs = Duplicates.Among(set.Parties).ToList();
        watch.Stop();
        foreach (var level in Enum.GetValues<Likelihood>().Reverse())
        {
            var found = pairs.Where(p => p.Likeness.Level >= level).ToList();
            var right = found.Count(p => set.Matches.Contains((p.First, p.Second)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-38}  {level,-9} {found.Count,7} {right,6} {(double)right / Math.Max(found.Count, 1),10:F4} {(double)right / set.Matches.Count,7:F4}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-38}  {set.Parties.Count} parties in {watch.ElapsedMilliseconds} ms"));
    }

    static (List<Fingerprint>, HashSet<(int, int)>) People(string root, bool withNumber, params string[] files)
    {
        var (parties, byEntity, matches) = (new List<Fingerprint>(), new Dictionary<string, List<int>>(), new HashSet<(int, int)>());
        foreach (var row in files.SelectMany(f => Rows(Path.Combine(root, "febrl", f + ".csv"))))
        {
            var same = byEntity.TryGetValue(row["rec_id"].Split('-')[1], out var list) ? list : byEntity[row["rec_id"].Split('-')[1]] = [];
            foreach (var other in same) matches.Add((other, parties.Count));
            same.Add(parties.Count);
            parties.Add(Fingerprint.Of(new Party(true, row["given_name"] + " " + row["surname"])
            {
                Address = row["street_number"] + " " + row["address_1"],
                City = row["suburb"],
                OfficialNumber = withNumber ? row["soc_sec_id"] : null,
            }));
        }

        return (parties, matches);
    }

    static (List<Fingerprint>, HashSet<(int, int)>) Restaurants(string root, bool withPhone)
    {
        var parties = new List<Fingerprint>();
        var places = new Dictionary<string, int>();
        foreach (var (guide, file) in new[] { ("f", "fodors"), ("z", "zagats") })
        {
            foreach (var row in Rows(Path.Combine(root, "restaurants", file + ".csv")))
            {
                places[guide + row["id"]] = parties.Count;
                var phone = Phones.E164(row["phone"], "US");
                parties.Add(Fingerprint.Of(new Party(false, row["name"]) { Address = row["addr"], City = row["city"], Phones = withPhone && phone is not null ? [phone] : [] }));
            }
        }

        return (parties, [.. Rows(Path.Combine(root, "restaurants", "matches_fodors_zagats.csv")).Select(r => (places["f" + r["fodors_id"]], places["z" + r["zagats_id"]]))]);
    }

    /// <summary>What is wanted per document: half a second for a million.</summary>
    static void Speed()
    {
        var names = Folder("cjk-names-companies") is { } root
            ? Directory.EnumerateFiles(root, "*.txt", SearchOption.AllDirectories).SelectMany(f => File.ReadLines(f).Skip(2)).ToList()
            : Enumerable.Range(0, 500_000).Select(i => $"华夏制造{i} Helios GmbH").ToList();
        foreach (var name in names) Tokens.Index(name);
        var watch = Stopwatch.StartNew();
        foreach (var name in names) Tokens.Index(name);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"search words: {names.Count} names, {names.Count / watch.Elapsed.TotalSeconds:N0} a second"));

        var some = names.Where((_, i) => i % 8 == 0).ToList();
        watch.Restart();
        var parties = some.ConvertAll(n => Fingerprint.Of(new Party(false, n)));
        var ready = watch.Elapsed.TotalSeconds;
        var found = Duplicates.Among(parties, Likelihood.Likely).Count();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"duplicates: {parties.Count} companies made ready in {ready:F2} s, compared in {watch.Elapsed.TotalSeconds - ready:F2} s, {found} likely pairs"));
    }

    static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        var file = SourceFile.Open(() => File.OpenRead(path), path, new(), CancellationToken.None).GetAwaiter().GetResult().Value;
        var reader = file.Read();
        while (reader.Next(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            yield return file.Columns.Zip(reader.Current.Cells).ToDictionary(c => c.First.Name, c => c.Second.Trim());
    }

    static string? Folder(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "..", "shared", "data", name) is var path && Directory.Exists(path)) return path;
        return null;
    }
}
