using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The option <c>--test-time-shift</c>.</summary>
internal static class TestTimeShiftOption
{
    /// <param name="addition">What else there is to say about it.</param>
    public static Option<int?> Create(string addition) =>
        CommonOptions.WholeNumber(
            "--test-time-shift",
            "Average the answers for an image and for the same image shifted up, down, left and right by N pixels; scoring takes five times as long. "
                + addition,
            0,
            NetworkDefinition.MaximumShift
        );
}
