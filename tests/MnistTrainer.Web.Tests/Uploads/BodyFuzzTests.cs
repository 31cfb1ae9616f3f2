using MnistTrainer.Benchmarks.Fuzzing;

namespace MnistTrainer.Web.Tests;

/// <summary>A short run of the fuzz command: <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- fuzz</c>.</summary>
public sealed class BodyFuzzTests
{
    [Fact]
    public void Damaged_bodies_are_read_or_rejected_within_bounds()
    {
        Assert.All(BodyTarget.Json.Seeds, seed => BodyTarget.Json.Read(seed));
        FuzzResult result = Fuzzer.Run(BodyTarget.Json, 5000, seed: 7, TestContext.Current.CancellationToken);
        Assert.Empty(result.Findings.Select(finding => $"{finding.Input}: {finding.Cause}"));
        Assert.InRange(result.Accepted, 1, result.Inputs - 1);
    }
}
