namespace MnistTrainer.Data;

/// <summary>A point on the paper, x to the right and y down.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>The distance from the origin.</summary>
    public double Length => Math.Sqrt((X * X) + (Y * Y));

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(double factor, Point a) => new(factor * a.X, factor * a.Y);
}
