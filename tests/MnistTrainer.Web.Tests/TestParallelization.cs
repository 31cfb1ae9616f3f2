using MnistTrainer.Web.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestParallelization]

namespace MnistTrainer.Web.Tests;

/// <summary>
/// Every test runs beside others, one for each processor: with more, pages that others keep waiting are slower to load than tests wait for them. None shares anything with
/// another but the browser, where each has a context of its own, or, where it only calls functions, a page. Those that measure the whole process have <see cref="FactAttribute.DisableParallelization"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TestParallelizationAttribute : Attribute, IParallelizationAttribute
{
    public ParallelAlgorithm? GetAlgorithm() => ParallelAlgorithm.Conservative;

    public int? GetMaxThreads() => Math.Max(2, Environment.ProcessorCount);

    public ParallelMode? GetMode() => ParallelMode.All;
}
