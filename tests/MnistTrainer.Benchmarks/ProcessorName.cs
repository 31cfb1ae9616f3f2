using System.Runtime.InteropServices;

namespace MnistTrainer.Benchmarks;

/// <summary>What a measurement names as the machine it was made on.</summary>
internal static class ProcessorName
{
    /// <summary>The name that the processor has for itself, where the system reports it, else its architecture.</summary>
    public static string Find()
    {
        const string file = "/proc/cpuinfo";
        string? name = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim()
            : null;
        return name ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
