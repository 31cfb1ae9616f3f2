using System.Diagnostics;
using System.Globalization;

namespace MnistTrainer.Benchmarks.Fuzzing;

/// <summary>
/// Feeds all readers of files and of bodies of requests with damaged ones:
/// <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- fuzz [INPUTS [SEED [READER]]]</c>, a million in total and all readers
/// unless given. Findings are saved in
/// <c>artifacts/fuzz</c>.
/// </summary>
internal static class FuzzCommand
{
    private const long DefaultInputs = 1_000_000;

    /// <returns>0, or 1 if there are findings.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        long inputs = arguments.Count > 0 ? long.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultInputs;
        int seed = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        bool found = false;
        long start = Stopwatch.GetTimestamp();
        Console.WriteLine("| reader | inputs | accepted | longest | most allocated | findings |\n|---|--:|--:|--:|--:|--:|");
        string only = arguments.Count > 2 ? arguments[2] : "";
        FuzzTarget[] targets =
        [
            .. FileTargets.All.Concat(ImageTargets.All).Append(BodyTarget.Json).Where(target => only.Length == 0 || target.Name == only),
        ];
        foreach (FuzzTarget target in targets)
        {
            FuzzResult result = Fuzzer.Run(target, Math.Max(1, inputs / targets.Length), seed);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {target.Name} | {result.Inputs:N0} | {result.Accepted:N0} | {result.Longest.TotalMilliseconds:F0} ms | {result.MostAllocated / 1048576.0:F1} MiB | {result.Findings.Count} |"
                )
            );
            foreach (FuzzFinding finding in result.Findings)
            {
                found = true;
                string path = Path.Combine(
                    Directory.CreateDirectory(Path.Combine("artifacts", "fuzz")).FullName,
                    $"{target.Name}-{seed}-{finding.Input}"
                );
                File.WriteAllBytes(path, finding.Bytes);
                Console.Error.WriteLine($"{path}: {finding.Cause}");
            }
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"\n{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, seed {seed}")
        );
        return found ? 1 : 0;
    }
}
