namespace MnistTrainer.Imaging;

/// <summary>The center of mass of ink.</summary>
internal static class Centroid
{
    /// <summary>
    /// Computes the center in pixels from the top left corner, where the center of the first pixel is 0.5; null if there is no ink.
    /// </summary>
    public static (double X, double Y)? Of(GrayImage digit)
    {
        double mass = 0;
        double momentX = 0;
        double momentY = 0;
        for (int y = 0; y < digit.Height; y++)
        {
            ReadOnlySpan<byte> row = digit.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                mass += row[x];
                momentX += (x + 0.5) * row[x];
                momentY += (y + 0.5) * row[x];
            }
        }

        return mass == 0 ? null : (momentX / mass, momentY / mass);
    }
}
