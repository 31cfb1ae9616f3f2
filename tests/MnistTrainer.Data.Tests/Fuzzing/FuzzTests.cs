using MnistTrainer.Benchmarks.Fuzzing;

namespace MnistTrainer.Data.Tests;

/// <summary>A short run of the fuzz command: <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- fuzz</c>.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Targets => [.. FileTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Damaged_files_are_read_or_rejected_within_bounds(string name)
    {
        FuzzTarget target = FileTargets.All.Single(target => target.Name == name);
        Assert.All(target.Seeds, seed => target.Read(seed));
        FuzzResult result = Fuzzer.Run(target, 2000, seed: 7, TestContext.Current.CancellationToken);
        Assert.Empty(result.Findings.Select(finding => $"{finding.Input}: {finding.Cause}"));
        Assert.InRange(result.Accepted, 0, result.Inputs - 1);
    }
}
