using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Explaining;

/// <summary>Shows why a network takes an image for what it does: what spoke for the answer and for the runner-up, the largest first.</summary>
internal sealed class ImageExplanation
{
    private const int Shown = 8;

    private readonly Network _network;
    private readonly string _input;
    private readonly byte[] _pixels;
    private readonly ScoreExplanation _scores;
    private readonly int _best;
    private readonly int _second;

    private ImageExplanation(Network network, string input, byte[] pixels, ScoreExplanation scores, int best, int second) =>
        (_network, _input, _pixels, _scores, _best, _second) = (network, input, pixels, scores, best, second);

    private ImmutableArray<string> Names => _network.Definition.ClassNames;

    /// <summary>Explains what a network makes of an image.</summary>
    public static ImageExplanation Of(Network network, string input, byte[] pixels, CancellationToken cancellation)
    {
        ScoreExplanation outputs = ScoreExplanation.Of(network, pixels, [], cancellation);
        int[] order = [.. Enumerable.Range(0, outputs.Outputs.Length).OrderByDescending(i => outputs.Outputs[i])];
        (int best, int second) = (order[0], order[Math.Min(1, order.Length - 1)]);
        return new ImageExplanation(
            network,
            input,
            pixels,
            ScoreExplanation.Of(network, pixels, [best, second], cancellation),
            best,
            second
        );
    }

    public void Write(TextWriter writer)
    {
        writer.WriteLine($"{_input}: {Names[_best]}, {Percent(_best)}; next {Names[_second]}, {Percent(_second)}");
        writer.WriteLine();
        Shape shape = _network.Definition.InputShape;
        if (DigitDrawing.CanDraw(shape))
        {
            bool inColor = TerminalColors.AreWanted;
            (string, string[])[] drawings =
            [
                ("what it sees", DigitDrawing.Draw(_pixels, shape, inColor)),
                ($"for {Names[_best]} + against -", EffectDrawing.Draw(_scores.InputEffects[_best], shape, inColor)),
                ($"for {Names[_second]} + against -", EffectDrawing.Draw(_scores.InputEffects[_second], shape, inColor)),
            ];
            foreach (string line in DigitDrawing.SideBySide(drawings, shape.Width))
                writer.WriteLine(line.TrimEnd());
            writer.WriteLine();
        }

        foreach (int one in (int[])[_best, _second])
            WriteClass(writer, one);
    }

    public void WriteJson() =>
        JsonOutput.Print(writer =>
        {
            writer.WriteString("input", _input);
            writer.WriteString("label", Names[_best]);
            writer.WriteNumber("probability", _scores.Outputs[_best]);
            writer.WriteStartArray("classes");
            foreach (int one in (int[])[_best, _second])
                WriteClass(writer, one);
            writer.WriteEndArray();
        });

    private void WriteClass(TextWriter writer, int one)
    {
        (string Name, double Effect)[] hidden = Hidden(one);
        double bias = Bias(one),
            rest = _scores.NetInputs[one] - bias - hidden.Take(Shown).Sum(unit => unit.Effect);
        writer.WriteLine($"{Names[one]}: the last layer's net input is {Number(_scores.NetInputs[one])}, the sum of");
        foreach ((string name, double effect) in hidden.Take(Shown))
            writer.WriteLine($"  {Number(effect), 8}  {name}");
        if (hidden.Length > Shown)
            writer.WriteLine($"  {Number(rest), 8}  the {hidden.Length - Shown} other units together");
        writer.WriteLine($"  {Number(bias), 8}  the bias");
        writer.WriteLine(
            $"  pixels that do most: {string.Join(", ", Pixels(one).Take(Shown).Select(pixel => $"{pixel.Name} {Number(pixel.Effect)}"))}"
        );
        writer.WriteLine();
    }

    private void WriteClass(Utf8JsonWriter writer, int one)
    {
        writer.WriteStartObject();
        writer.WriteString("label", Names[one]);
        writer.WriteNumber("output", _scores.Outputs[one]);
        writer.WriteNumber("netInput", _scores.NetInputs[one]);
        writer.WriteNumber("bias", Bias(one));
        foreach ((string list, (string Name, double Effect)[] effects) in new[] { ("units", Hidden(one)), ("pixels", Pixels(one)) })
        {
            writer.WriteStartArray(list);
            foreach ((string name, double effect) in effects.Take(2 * Shown))
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteNumber("effect", effect);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>What each unit below the last layer adds to a class, the largest first.</summary>
    private (string Name, double Effect)[] Hidden(int one) =>
        [
            .. Enumerable
                .Range(0, _scores.LastLayer.Inputs.Length)
                .Select(i =>
                {
                    double weight = _scores.LastLayer.Weights[(i * _scores.LastLayer.Layer.Units) + one];
                    return (
                        $"unit {i + 1}: {Number(_scores.LastLayer.Inputs[i])} times the weight {Number(weight)}",
                        _scores.LastLayer.Contribution(i, one)
                    );
                })
                .OrderByDescending(unit => Math.Abs(unit.Item2)),
        ];

    private (string Name, double Effect)[] Pixels(int one)
    {
        int width = _network.Definition.InputShape.Width;
        return
        [
            .. _scores
                .InputEffects[one]
                .Select((effect, i) => ($"({(i / width) + 1},{(i % width) + 1})", effect))
                .Where(pixel => pixel.effect != 0)
                .OrderByDescending(pixel => Math.Abs(pixel.effect)),
        ];
    }

    private double Bias(int one) => _scores.LastLayer.Biases.IsEmpty ? 0 : _scores.LastLayer.Biases[one];

    private string Percent(int one) => Figures.Percent(_scores.Outputs[one]);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
