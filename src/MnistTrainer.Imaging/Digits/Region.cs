namespace MnistTrainer.Imaging;

/// <summary>One connected piece of ink, with the soft edge around it. Pixels that touch at their corners are connected.</summary>
internal sealed class Region
{
    private Region() { }

    /// <summary>Where its pixels are among the image's.</summary>
    public List<int> Pixels { get; } = [];

    /// <summary>How many of its pixels are surely ink.</summary>
    public int Area { get; private set; }

    public int Left { get; private set; } = int.MaxValue;

    public int Top { get; private set; } = int.MaxValue;

    public int Right { get; private set; } = -1;

    public int Bottom { get; private set; } = -1;

    public int Side => Math.Max(Right - Left, Bottom - Top) + 1;

    /// <summary>The columns over which all its pixels reach, the soft edge too.</summary>
    public int Width { get; private set; }

    /// <summary>The rows over which all its pixels reach, the soft edge too.</summary>
    public int Height { get; private set; }

    /// <summary>All pieces with at least one pixel that is surely ink, the largest area first.</summary>
    public static List<Region> FindAll(GrayImage ink, InkLevels levels)
    {
        // A pixel that a piece has taken is 0, as paper is.
        byte[] left = ink.Pixels.ToArray();
        List<Region> regions = [];
        Stack<int> open = [];
        int start = 0;
        while (true)
        {
            // Starting only from what is surely ink leaves out the countless specks of noise.
            int next = left.AsSpan(start).IndexOfAnyInRange((byte)Math.Min(255, levels.Threshold + 1), (byte)255);
            if (next < 0)
                return [.. regions.OrderByDescending(region => region.Area)];
            start += next;
            regions.Add(Grow(ink, levels, start, left, open));
        }
    }

    /// <summary>The gap between the boxes around two pieces, in pixels; 0 where they overlap.</summary>
    public int DistanceTo(Region other) =>
        Math.Max(
            Math.Max(0, Math.Max(other.Left - Right, Left - other.Right)),
            Math.Max(0, Math.Max(other.Top - Bottom, Top - other.Bottom))
        );

    /// <summary>Whether the box around another piece is wholly inside this one's.</summary>
    public bool Encloses(Region other) => other.Left > Left && other.Right < Right && other.Top > Top && other.Bottom < Bottom;

    /// <summary>Whether the image's edge may have cut it.</summary>
    public bool TouchesEdge(GrayImage image) => Left == 0 || Top == 0 || Right == image.Width - 1 || Bottom == image.Height - 1;

    private static Region Grow(GrayImage ink, InkLevels levels, int start, byte[] left, Stack<int> open)
    {
        Region region = new();
        (int minimumX, int maximumX, int minimumY, int maximumY) = (int.MaxValue, -1, int.MaxValue, -1);
        open.Push(start);
        left[start] = 0;
        while (open.TryPop(out int pixel))
        {
            (int y, int x) = Math.DivRem(pixel, ink.Width);
            (minimumX, maximumX) = (Math.Min(minimumX, x), Math.Max(maximumX, x));
            (minimumY, maximumY) = (Math.Min(minimumY, y), Math.Max(maximumY, y));
            byte value = ink.Pixels[pixel];
            region.Add(pixel, x, y, value > levels.Threshold);
            if (value <= levels.Joining)
                continue;
            int lastX = Math.Min(ink.Width - 1, x + 1);
            int lastY = Math.Min(ink.Height - 1, y + 1);
            for (int neighborY = Math.Max(0, y - 1); neighborY <= lastY; neighborY++)
            {
                int row = neighborY * ink.Width;
                for (int neighbor = row + Math.Max(0, x - 1); neighbor <= row + lastX; neighbor++)
                {
                    if (left[neighbor] <= levels.Noise)
                        continue;
                    left[neighbor] = 0;
                    open.Push(neighbor);
                }
            }
        }

        (region.Width, region.Height) = (maximumX - minimumX + 1, maximumY - minimumY + 1);
        return region;
    }

    private void Add(int pixel, int x, int y, bool isInk)
    {
        Pixels.Add(pixel);
        if (!isInk)
            return;
        Area++;
        Left = Math.Min(Left, x);
        Right = Math.Max(Right, x);
        Top = Math.Min(Top, y);
        Bottom = Math.Max(Bottom, y);
    }
}
