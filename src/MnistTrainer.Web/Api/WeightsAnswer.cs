using MnistTrainer.Imaging;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>The weights of the first layer as an image on the model card.</summary>
/// <param name="Image">The filters or units in a grid, as a data URL of a PNG file.</param>
/// <param name="Filters">Whether they are filters of a convolution and not the weights into units.</param>
/// <param name="Count">The number of filters or units in the image.</param>
/// <param name="Total">The number of all.</param>
/// <param name="OfFirst">Whether they are those of the first network of an ensemble.</param>
/// <param name="Largest">The weight that is white; its negative is black, and 0 is mid-gray.</param>
internal sealed record WeightsAnswer(string Image, bool Filters, int Count, int Total, bool OfFirst, float Largest)
{
    private const int MaximumImages = 64;

    public static WeightsAnswer Of(WeightImages weights) =>
        new(
            DataUrl.Encode(weights.Sheet(MaximumImages)),
            weights.AreFilters,
            Math.Min(MaximumImages, weights.Count),
            weights.Total,
            weights.AreOfFirstNetwork,
            weights.Largest
        );
}
