using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>Reports a training that diverged, and the options to try.</summary>
internal static class DivergenceView
{
    public static void Write(TextWriter writer, Divergence divergence)
    {
        writer.WriteLine($"{divergence.Message} {divergence.Recovery}");
        string clip = divergence.SuggestsClipping ? " or --clip-norm 1" : "";
        writer.WriteLine(FormattableString.Invariant($"That is: --learning-rate {divergence.SuggestedLearningRate}{clip}"));
    }
}
