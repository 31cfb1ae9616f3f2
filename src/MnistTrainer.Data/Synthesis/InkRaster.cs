namespace MnistTrainer.Data;

/// <summary>
/// A 20x20 raster for strokes with round caps, anti-aliased by the distance of each pixel's center from their edge.
/// </summary>
/// <param name="softness">The width of the gray transition between ink and background, in pixels.</param>
internal sealed class InkRaster(double softness)
{
    /// <summary>The height and width.</summary>
    public const int Size = 20;

    // So few that images compress to half the size of 256 gray levels; networks train as well on them.
    private const int GrayLevels = 8;

    private readonly StrokeDistanceField _field = new(Size, Size, softness);

    /// <summary>The ink of a pixel, 0 to 255, from its coverage, quantized to a few gray levels.</summary>
    public byte this[int row, int column]
    {
        get
        {
            double coverage = Math.Clamp(0.5 + (_field[row, column] / softness), 0.0, 1.0);
            int gray = (int)((coverage * (GrayLevels - 1)) + 0.5);
            return (byte)(gray * 255 / (GrayLevels - 1));
        }
    }

    /// <summary>Draws a line whose points are in pixels from the top left corner.</summary>
    public void Draw(Point[] line, double[] radii) => _field.Draw(line, radii);
}
