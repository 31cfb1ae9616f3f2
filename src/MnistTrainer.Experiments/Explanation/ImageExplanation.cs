using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The reasons why a network classifies an image as it does: the contributions to the scores of the best class and of the runner-up.</summary>
/// <param name="Shape">The shape of the image.</param>
/// <param name="Pixels">The network's input image, row by row.</param>
/// <param name="Best">The most probable class.</param>
/// <param name="RunnerUp">The second most probable class; <paramref name="Best"/> where there is only one.</param>
public sealed record ImageExplanation(Shape Shape, ImmutableArray<byte> Pixels, ClassExplanation Best, ClassExplanation RunnerUp)
{
    /// <summary>Explains the classification of an image.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pixels">The image in the network's input shape.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <exception cref="OperationCanceledException">The computation was canceled.</exception>
    public static ImageExplanation Of(Network network, ReadOnlySpan<byte> pixels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ScoreExplanation scores = ScoreExplanation.Of(network, pixels, [], cancellation);
        int[] order = [.. Enumerable.Range(0, scores.Outputs.Length).OrderByDescending(i => scores.Outputs[i])];
        (int best, int second) = (order[0], order[Math.Min(1, order.Length - 1)]);
        scores = ScoreExplanation.Of(network, pixels, [best, second], cancellation);
        return new ImageExplanation(
            network.Definition.InputShape,
            [.. pixels],
            Explain(network.Definition, scores, best),
            Explain(network.Definition, scores, second)
        );
    }

    private static ClassExplanation Explain(NetworkDefinition definition, ScoreExplanation scores, int index)
    {
        LayerExplanation last = scores.LastLayer;
        int width = definition.InputShape.Width,
            channels = definition.InputShape.IsVector ? 1 : definition.InputShape.Channels;
        ImmutableArray<double> effects = [.. scores.InputEffects[index].Chunk(channels).Select(pixel => pixel.Sum())];
        return new ClassExplanation(
            definition.ClassNames[index],
            scores.Outputs[index],
            scores.NetInputs[index],
            last.Biases.IsEmpty ? 0 : last.Biases[index],
            [
                .. last
                    .Inputs.Select(
                        (value, i) =>
                            new UnitContribution(i, value, last.Weights[(i * last.Layer.Units) + index], last.Contribution(i, index))
                    )
                    .OrderByDescending(unit => Math.Abs(unit.Contribution)),
            ],
            [
                .. effects
                    .Select((effect, i) => new PixelEffect(i / width, i % width, effect))
                    .Where(pixel => pixel.Effect != 0)
                    .OrderByDescending(pixel => Math.Abs(pixel.Effect)),
            ],
            effects
        );
    }
}
