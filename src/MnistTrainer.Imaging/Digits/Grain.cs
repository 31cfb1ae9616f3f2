namespace MnistTrainer.Imaging;

/// <summary>Recognizes surfaces of countless regions of ink: noise, dots, a fine mesh.</summary>
internal static class Grain
{
    /// <summary>The number of regions of one image that may be of digits; smaller ones are dirt.</summary>
    public const int MostRegions = 600;

    // Beyond that number, regions of dirt have less than this share of the area of the largest one.
    private const double SimilarArea = 0.1;

    /// <summary>Whether there are more regions of similar size than digits in an image.</summary>
    /// <param name="regions">All regions of ink, the largest first.</param>
    public static bool Is(List<Region> regions) =>
        regions.Count > MostRegions && regions[MostRegions].Area >= SimilarArea * regions[0].Area;
}
