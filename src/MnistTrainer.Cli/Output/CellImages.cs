using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.Output;

/// <summary>The images of the cells of a confusion matrix, encoded when somebody asks for them.</summary>
/// <param name="samples">The samples that were classified.</param>
/// <param name="mistakes">Those classified wrongly, the most confident first.</param>
internal sealed class CellImages(Samples<byte> samples, IReadOnlyList<Mistake> mistakes)
{
    /// <summary>The maximum number of images of a cell.</summary>
    public const int Maximum = 24;

    /// <summary>The first images of a cell: mistakes with the most confident first, correct ones in their order.</summary>
    /// <param name="truth">The index of the actual class.</param>
    /// <param name="predicted">The index of the predicted class.</param>
    public IReadOnlyList<MonitoredImage> Of(int truth, int predicted) =>
        truth == predicted
            ? [.. CorrectRows(truth).Take(Maximum).Select(row => Shown(row, null))]
            :
            [
                .. mistakes
                    .Where(mistake => (mistake.Truth, mistake.Predicted) == (truth, predicted))
                    .Take(Maximum)
                    .Select(mistake => Shown(mistake.Row, mistake.Probability)),
            ];

    /// <summary>The image of a sample.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="row">The sample's row, from 0.</param>
    public static ColorImage ImageOf(Samples<byte> samples, int row) =>
        ChannelImage.Of(samples.Shape.Width, samples.Shape.Height, samples.Shape.Channels, samples.Row(row));

    private IEnumerable<int> CorrectRows(int label)
    {
        HashSet<int> wrong = [.. mistakes.Select(mistake => mistake.Row)];
        return Enumerable.Range(0, samples.Count).Where(row => samples.Labels[row] == label && !wrong.Contains(row));
    }

    private MonitoredImage Shown(int row, double? probability) => new(row + 1, probability, DataUrl.Encode(ImageOf(samples, row)));
}
