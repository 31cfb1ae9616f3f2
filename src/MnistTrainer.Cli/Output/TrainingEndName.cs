using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>How training ended, as <c>--json</c> prints it: <c>completed</c>, <c>stopped-early</c>, <c>cancelled</c> or <c>diverged</c>.</summary>
internal static class TrainingEndName
{
    /// <summary>The name of a value. Programs read <c>cancelled</c>, so it keeps this spelling.</summary>
    public static string Of(TrainingEnd end) => end == TrainingEnd.Canceled ? "cancelled" : EnumName.Of(end);
}
