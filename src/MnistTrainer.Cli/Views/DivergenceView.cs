using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>Reports a training that diverged, and the options to try.</summary>
internal static class DivergenceView
{
    public static void Write(TextWriter writer, Divergence divergence)
    {
        writer.WriteLine($"{Localized.Recognize(divergence.Message)} {Localized.Recognize(divergence.Recovery)}");
        string clip = divergence.SuggestsClipping ? Localized.Of(" or --clip-norm 1") : "";
        writer.WriteLine(Localized.Of($"That is: --learning-rate {divergence.SuggestedLearningRate}{clip}"));
    }
}
