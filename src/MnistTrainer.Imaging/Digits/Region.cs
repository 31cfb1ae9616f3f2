namespace MnistTrainer.Imaging;

/// <summary>One connected piece of ink, with the soft edge around it. Pixels that touch at their corners are connected.</summary>
internal sealed class Region
{
    private Region()
    {
    }

    /// <summary>Where its pixels are among the picture's.</summary>
    public List<int> Pixels { get; } = [];

    /// <summary>How many of its pixels are surely ink.</summary>
    public int Area { get; private set; }

    public int Left { get; private set; } = int.MaxValue;

    public int Top { get; private set; } = int.MaxValue;

    public int Right { get; private set; } = -1;

    public int Bottom { get; private set; } = -1;

    public int Side => Math.Max(Right - Left, Bottom - Top) + 1;

    /// <summary>All pieces with at least one pixel that is surely ink, the largest area first.</summary>
    public static List<Region> FindAll(GrayImage ink, InkLevels levels)
    {
        bool[] seen = new bool[ink.Pixels.Length];
        List<Region> regions = [];
        for (int start = 0; start < seen.Length; start++)
        {
            // Starting only from what is surely ink leaves out the countless specks of noise.
            if (!seen[start] && ink.Pixels[start] > levels.Threshold)
                regions.Add(Grow(ink, levels, start, seen));
        }

        return [.. regions.OrderByDescending(region => region.Area)];
    }

    /// <summary>The gap between the boxes around two pieces, in pixels; 0 where they overlap.</summary>
    public int DistanceTo(Region other) => Math.Max(
        Math.Max(0, Math.Max(other.Left - Right, Left - other.Right)),
        Math.Max(0, Math.Max(other.Top - Bottom, Top - other.Bottom)));

    /// <summary>Whether the box around another piece is wholly inside this one's.</summary>
    public bool Encloses(Region other) => other.Left > Left && other.Right < Right && other.Top > Top && other.Bottom < Bottom;

    /// <summary>Whether the picture's edge may have cut it.</summary>
    public bool TouchesEdge(GrayImage picture) => Left == 0 || Top == 0 || Right == picture.Width - 1 || Bottom == picture.Height - 1;

    private static Region Grow(GrayImage ink, InkLevels levels, int start, bool[] seen)
    {
        Region region = new();
        Stack<int> open = new([start]);
        seen[start] = true;
        while (open.TryPop(out int pixel))
        {
            int x = pixel % ink.Width;
            int y = pixel / ink.Width;
            region.Add(pixel, x, y, ink.Pixels[pixel] > levels.Threshold);
            if (ink.Pixels[pixel] <= levels.Joining)
                continue;
            for (int neighbourY = Math.Max(0, y - 1); neighbourY <= Math.Min(ink.Height - 1, y + 1); neighbourY++)
            {
                for (int neighbourX = Math.Max(0, x - 1); neighbourX <= Math.Min(ink.Width - 1, x + 1); neighbourX++)
                {
                    int neighbour = (neighbourY * ink.Width) + neighbourX;
                    if (seen[neighbour] || ink.Pixels[neighbour] <= levels.Noise)
                        continue;
                    seen[neighbour] = true;
                    open.Push(neighbour);
                }
            }
        }

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
