namespace MnistTrainer.Imaging;

/// <summary>A connected region of ink with the soft edge around it. Pixels that touch at their corners are connected.</summary>
internal sealed class Region
{
    private Region() { }

    /// <summary>The indices of its pixels in the image.</summary>
    public List<int> Pixels { get; } = [];

    /// <summary>The number of pixels that are certainly ink.</summary>
    public int Area { get; private set; }

    public int Left { get; private set; } = int.MaxValue;

    public int Top { get; private set; } = int.MaxValue;

    public int Right { get; private set; } = -1;

    public int Bottom { get; private set; } = -1;

    public int Side => Math.Max(Right - Left, Bottom - Top) + 1;

    /// <summary>The number of columns including the soft edge.</summary>
    public int Width { get; private set; }

    /// <summary>The number of rows including the soft edge.</summary>
    public int Height { get; private set; }

    /// <summary>Finds all regions with at least one pixel that is certainly ink, the largest area first.</summary>
    public static List<Region> FindAll(GrayImage ink, InkLevels levels)
    {
        // Pixels already in a region are set to 0, the level of paper.
        byte[] left = ink.Pixels.ToArray();
        List<Region> regions = [];
        Stack<int> open = [];
        int start = 0;
        while (true)
        {
            // Starting only at certain ink skips the countless specks of noise.
            int next = left.AsSpan(start).IndexOfAnyInRange((byte)Math.Min(255, levels.Threshold + 1), (byte)255);
            if (next < 0)
                return [.. regions.OrderByDescending(region => region.Area)];
            start += next;
            regions.Add(Grow(ink, levels, start, left, open));
        }
    }

    /// <summary>The gap between the bounding boxes of two regions, in pixels; 0 if they overlap.</summary>
    public int DistanceTo(Region other) =>
        Math.Max(
            Math.Max(0, Math.Max(other.Left - Right, Left - other.Right)),
            Math.Max(0, Math.Max(other.Top - Bottom, Top - other.Bottom))
        );

    /// <summary>Whether the bounding box of another region is entirely inside this one's.</summary>
    public bool Encloses(Region other) => other.Left > Left && other.Right < Right && other.Top > Top && other.Bottom < Bottom;

    /// <summary>Whether the edge of the image may have cut the region off.</summary>
    public bool TouchesEdge(GrayImage image) => Left == 0 || Top == 0 || Right == image.Width - 1 || Bottom == image.Height - 1;

    /// <summary>
    /// The share of the region's outline that lies on the edge of the image. A stroke has two sides, and the edge covers at most one of them; of an area on one side of a
    /// line or of any curve that keeps its direction, at least one half lies on the edge.
    /// </summary>
    public double ShareOnEdge(GrayImage image)
    {
        bool[] isOwn = new bool[image.Pixels.Length];
        foreach (int pixel in Pixels)
            isOwn[pixel] = true;
        int onEdge = 0,
            inside = 0;
        foreach (int pixel in Pixels)
        {
            int x = pixel % image.Width;
            Count(x == 0, pixel - 1);
            Count(x == image.Width - 1, pixel + 1);
            Count(pixel < image.Width, pixel - image.Width);
            Count(pixel >= isOwn.Length - image.Width, pixel + image.Width);
        }

        return (double)onEdge / (onEdge + inside);

        void Count(bool isEdge, int neighbor)
        {
            onEdge += isEdge ? 1 : 0;
            inside += !isEdge && !isOwn[neighbor] ? 1 : 0;
        }
    }

    /// <summary>The number of sides of its ink beyond which there is none.</summary>
    /// <param name="ink">The image that contains it.</param>
    /// <param name="threshold">The level above which a pixel is ink.</param>
    public int Outline(GrayImage ink, int threshold)
    {
        int outline = 0;
        foreach (int pixel in Pixels)
        {
            if (ink.Pixels[pixel] <= threshold)
                continue;
            int x = pixel % ink.Width;
            outline +=
                (x == 0 || ink.Pixels[pixel - 1] <= threshold ? 1 : 0)
                + (x == ink.Width - 1 || ink.Pixels[pixel + 1] <= threshold ? 1 : 0)
                + (pixel < ink.Width || ink.Pixels[pixel - ink.Width] <= threshold ? 1 : 0)
                + (pixel >= ink.Pixels.Length - ink.Width || ink.Pixels[pixel + ink.Width] <= threshold ? 1 : 0);
        }

        return outline;
    }

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
