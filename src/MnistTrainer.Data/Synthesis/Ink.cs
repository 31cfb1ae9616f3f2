namespace MnistTrainer.Data;

/// <summary>
/// A sheet of 20x20 pixels that round-ended line pieces are drawn on, anti-aliased by their distance from each pixel's middle.
/// </summary>
/// <param name="softness">The width in pixels of the gray seam between ink and paper.</param>
internal sealed class Ink(double softness)
{
    /// <summary>Rows and columns.</summary>
    public const int Size = 20;

    // So few that a set of images packs into half the bytes of 256 grays; a network learns as well from them.
    private const int Grays = 8;

    private readonly StrokeField _field = new(Size, Size, softness);

    /// <summary>The ink on a pixel, 0 to 255 by how far it is covered, in few grays.</summary>
    public byte this[int row, int column]
    {
        get
        {
            double cover = Math.Clamp(0.5 + (_field[row, column] / softness), 0.0, 1.0);
            int gray = (int)((cover * (Grays - 1)) + 0.5);
            return (byte)(gray * 255 / (Grays - 1));
        }
    }

    /// <summary>Draws a line whose points are in pixels from the upper left corner.</summary>
    public void Draw(Point[] line, double[] radii) => _field.Draw(line, radii);
}
