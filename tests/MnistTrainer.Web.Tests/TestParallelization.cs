using MnistTrainer.Web.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestParallelization]

namespace MnistTrainer.Web.Tests;

/// <summary>
/// Every test runs beside others, two for each processor: most of their time they wait for a browser, a server or a clock, and none shares anything with another but the
/// browser, where each has a context of its own. Those that measure the whole process have <see cref="FactAttribute.DisableParallelization"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TestParallelizationAttribute : Attribute, IParallelizationAttribute
{
    public ParallelAlgorithm? GetAlgorithm() => ParallelAlgorithm.Conservative;

    public int? GetMaxThreads() => 2 * Environment.ProcessorCount;

    public ParallelMode? GetMode() => ParallelMode.All;
}
