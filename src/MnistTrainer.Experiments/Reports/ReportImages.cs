using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;
using static MnistTrainer.Experiments.ReportHtml;

namespace MnistTrainer.Experiments;

/// <summary>The images of <see cref="EvaluationPage"/>: misread ones, which can be filtered by their classes, and the first weights of the network.</summary>
internal static class ReportImages
{
    /// <summary>The maximum number of misread images.</summary>
    public const int MaximumMistakes = 300;

    // The total of all images, so that a page with large images is no larger than one with many small images.
    private const int MaximumPixels = 1 << 21;

    private const int WeightsShown = 64;

    /// <summary>Writes the misread images, the most confident first.</summary>
    public static void WriteMistakes(TextWriter writer, Samples<byte> samples, IReadOnlyList<Mistake> mistakes)
    {
        if (mistakes.Count == 0 || samples.Shape.IsVector)
            return;
        Mistake[] shown = [.. mistakes.Take(Math.Clamp(MaximumPixels / samples.Shape.Size, 1, MaximumMistakes))];
        writer.Write(
            $"<h2>{Both(texts => texts.Mistakes)}</h2>\n<p class=\"dim\">{Both(texts => texts.MistakesShown, Count(shown.Length), Count(mistakes.Count))}</p>\n"
        );
        WriteFilters(writer, samples.ClassNames, shown);
        writer.Write("<div class=\"mistakes\">\n");
        foreach (Mistake mistake in shown)
        {
            var image = ChannelImage.Of(samples.Shape.Width, samples.Shape.Height, samples.Shape.Channels, samples.Row(mistake.Row));
            writer.Write(
                $"<figure data-truth=\"{mistake.Truth}\" data-predicted=\"{mistake.Predicted}\"><img alt=\"\" src=\"{DataUrl.Encode(image)}\"><figcaption>"
                    + $"<b>{Text(samples.ClassNames[mistake.Truth])}</b> {Both(texts => texts.PredictedAs)} <b>{Text(samples.ClassNames[mistake.Predicted])}</b><br>"
                    + $"<span class=\"dim\">{Percent(mistake.Probability)} · {Both(texts => texts.Row, (mistake.Row + 1).ToString(CultureInfo.InvariantCulture))}</span></figcaption></figure>\n"
            );
        }

        writer.Write("</div>\n");
    }

    /// <summary>Writes the filters or weights of the first layer.</summary>
    public static void WriteWeights(TextWriter writer, WeightImages weights)
    {
        int shown = Math.Min(WeightsShown, weights.Count);
        object[] figures = [Count(shown), Count(weights.Total), Fixed(weights.Largest), Fixed(-weights.Largest)];
        string whose = weights.AreOfFirstNetwork ? $" {Both(texts => texts.FirstNetwork)}" : "";
        writer.Write(
            $"<h2>{Both(texts => weights.AreFilters ? texts.Filters : texts.Weights, weights.LayerIndex + 1)}{whose}</h2>\n"
                + $"<p class=\"dim\" id=\"weights\">{Both(texts => weights.AreFilters ? texts.FiltersShown : texts.WeightsShown, figures)}</p>\n"
                + $"<img class=\"weights\" alt=\"\" aria-describedby=\"weights\" src=\"{DataUrl.Encode(weights.Sheet(WeightsShown))}\">\n"
        );
    }

    private static void WriteFilters(TextWriter writer, IReadOnlyList<string> classes, Mistake[] mistakes)
    {
        writer.Write("<div class=\"filters scripted\" hidden>\n");
        Write("truth", texts => texts.TrueClass, mistakes.Select(mistake => mistake.Truth));
        Write("predicted", texts => texts.PredictedClass, mistakes.Select(mistake => mistake.Predicted));
        writer.Write(
            $"<span id=\"matching\" class=\"dim\" role=\"status\" data-text-en=\"{ReportTexts.English.Matching}\" data-text-ko=\"{ReportTexts.Korean.Matching}\"></span>\n</div>\n"
        );

        void Write(string id, Func<ReportTexts, string> name, IEnumerable<int> present)
        {
            writer.Write(
                $"<label>{Both(name)} <select id=\"{id}\"><option value=\"\" {Attributes(texts => texts.All)}>{ReportTexts.English.All}</option>"
            );
            foreach (int index in present.Distinct().Order())
                writer.Write($"<option value=\"{index}\">{Text(classes[index])}</option>");
            writer.Write("</select></label>\n");
        }
    }
}
