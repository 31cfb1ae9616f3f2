using MnistTrainer.Web.Tests;
using MnistTrainer.Web.Tests.Explorer;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace MnistTrainer.Web.Tests;

/// <summary>Starts the longest tests before all others, so that none of them runs alone in the end: those that go through all chapters of the explorer.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderByDescending(one =>
                one.TestCollectionDisplayName.Contains(typeof(ChapterTests).FullName!, StringComparison.Ordinal)
            ),
        ];
}
