using System.Globalization;
using Microsoft.AspNetCore.Http;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>Explains the score that a network gives a class, by its exact twin.</summary>
internal static class Explanation
{
    // The limits of what a page can show, and of the size of an answer.
    private const int MaximumPixels = 10_000;
    private const int MaximumUnits = 12;
    private const int MaximumLayers = 6;
    private const int MaximumMaps = 16;
    private const int Digits = 6;

    /// <summary>Explains the score of a class.</summary>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="image">The image.</param>
    /// <param name="label">The class; null for the most probable one.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="InvalidRequestException">The class is unknown, the image blank, or the network too large or of a kind that is not explained.</exception>
    public static ExplainAnswer Of(ImageRecognizer recognizer, GrayImage image, string? label, CancellationToken cancellation)
    {
        Network network = recognizer.Network;
        CheckCanExplain(network.Definition);
        RecognizedImage read = CorrectedLabel.Read(recognizer, image);
        int best = recognizer.ClassNames.ToList().IndexOf(read.Ranked[0].Label),
            index = label is null ? best : CorrectedLabel.IndexOf(recognizer, label);
        var scores = ScoreExplanation.Of(network, read.Image.Pixels, [index], cancellation);
        LayerExplanation last = scores.LastLayer;
        int[] units = [.. Enumerable.Range(0, last.Inputs.Length).OrderByDescending(i => Math.Abs(last.Contribution(i, index)))];
        UnitWeights? weights = UnitWeights.Find(network);
        return new ExplainAnswer
        {
            Answer = recognizer.ClassNames[best],
            Label = recognizer.ClassNames[index],
            AnswerNetInput = scores.NetInputs[best],
            NetInput = scores.NetInputs[index],
            Bias = last.Biases.IsEmpty ? 0 : last.Biases[index],
            Units =
            [
                .. units
                    .Take(MaximumUnits)
                    .Select(i => new UnitAnswer(
                        i,
                        last.Inputs[i],
                        last.Weights[(i * last.Layer.Units) + index],
                        last.Contribution(i, index),
                        weights?.Image(i)
                    )),
            ],
            Rest = units.Skip(MaximumUnits).Sum(i => last.Contribution(i, index)),
            RestCount = Math.Max(0, units.Length - MaximumUnits),
            Image = DataUrl.Encode(read.Image),
            Size = [read.Image.Height, read.Image.Width],
            Pixels = [.. scores.InputEffects[index].Select(Rounded)],
            Maps = MapsOf(network, read.Image.Pixels),
        };
    }

    private static void CheckCanExplain(NetworkDefinition definition)
    {
        string? found =
            definition.InputShape.Size > MaximumPixels ? $"one of {definition.InputShape.Size}"
            : definition.Members > 1 ? $"an ensemble of {definition.Members} networks"
            : definition.Layers[^1] is not Dense ? "one whose last layer is not dense"
            : definition.Layers[^1].Activation.NetInputsPerUnit > 1 ? "one whose last layer has several net inputs for each class"
            : null;
        if (found is null)
            return;
        throw new InvalidRequestException(
            StatusCodes.Status409Conflict,
            ProblemCode.NotExplainable,
            FormattableString.Invariant(
                $"Expected a model of a single network that takes at most {MaximumPixels} pixels and ends in a dense layer, found {found}. Serve another model."
            )
        );
    }

    private static MapsAnswer[] MapsOf(Network network, ReadOnlySpan<byte> pixels)
    {
        if (!network.Definition.Layers.Any(layer => layer is Convolution))
            return [];
        double[] sample = new double[pixels.Length];
        for (int i = 0; i < sample.Length; i++)
            sample[i] = pixels[i];
        // A linear layer is shown after its activation, which may be in the next layer.
        return
        [
            .. new ExactScorer(network)
                .Trace(sample)
                .Layers.Where(layer =>
                    !layer.Output.IsVector && layer.Output.Size > layer.Output.Channels && layer.Layer.Activation is not Identity
                )
                .Take(MaximumLayers)
                .Select(MapsOf),
        ];
    }

    private static MapsAnswer MapsOf(LayerTrace trace)
    {
        (int height, int width, int channels) = (trace.Output.Height, trace.Output.Width, trace.Output.Channels);
        int[] strongest =
        [
            .. Enumerable
                .Range(0, channels)
                .OrderByDescending(channel => Values(channel).Sum(value => Math.Max(0, value)))
                .Take(MaximumMaps),
        ];
        double largest = trace.Outputs.Max();
        int enlargement = ContactSheet.EnlargementOf(width, height);
        ColorImage[] maps =
        [
            .. strongest.Select(channel =>
                ChannelImage.Of(
                    width,
                    height,
                    1,
                    [.. Values(channel).Select(value => (byte)(largest > 0 ? Math.Round(255 * Math.Clamp(value / largest, 0, 1)) : 0))],
                    enlargement
                )
            ),
        ];
        return new MapsAnswer(
            trace.Layer.Describe(trace.Input),
            DataUrl.Encode(ContactSheet.Of(maps, MaximumMaps / 2)),
            maps.Length,
            channels
        );

        IEnumerable<double> Values(int channel) =>
            Enumerable.Range(0, width * height).Select(pixel => trace.Outputs[(pixel * channels) + channel]);
    }

    private static double Rounded(double value) =>
        value == 0 ? 0 : double.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
