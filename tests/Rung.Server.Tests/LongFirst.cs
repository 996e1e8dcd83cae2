using Rung.Server.Tests;
using Rung.Server.Tests.Api;
using Rung.Server.Tests.Export;
using Rung.Server.Tests.Import;
using Rung.Server.Tests.Ladder;
using Rung.Server.Tests.SignIn;
using Rung.Server.Tests.Storing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongFirst))]

namespace Rung.Server.Tests;

/// <summary>Classes that take minutes begin before the others: one that began last would be waited for by an idle core.</summary>
public sealed class LongFirst : ITestCollectionOrderer
{
    static readonly Type[] Long = [typeof(EveryDoor), typeof(AbsurdInput), typeof(AnArchive), typeof(PublishedSources), typeof(RowsFollowed), typeof(ABackup)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindIndex(Long, l => c.TestCollectionDisplayName.Contains(l.FullName!, StringComparison.Ordinal)) is var place and >= 0 ? place : Long.Length)];
}
