using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist benchmark</c>.</summary>
/// <param name="Figures">What was measured.</param>
internal sealed record BenchmarkJson(IEnumerable<WorkloadFigureJson> Figures)
{
    public static BenchmarkJson Of(IEnumerable<WorkloadFigure> figures) =>
        new(
            figures.Select(figure => new WorkloadFigureJson(
                figure.Name,
                figure.Threads,
                figure.Value,
                figure.Unit,
                FiniteNumber.OrNull(figure.ShareOfPeak)
            ))
        );
}

/// <summary>One measurement.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Value">The median of several runs.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="ShareOfPeak">The share of the machine's peak, 0 to 1; null where that does not apply.</param>
internal sealed record WorkloadFigureJson(string Name, int Threads, double Value, string Unit, double? ShareOfPeak);
