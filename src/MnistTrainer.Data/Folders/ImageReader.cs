using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Reads the images of a listing in parallel. If all have one size up to 128x128, or the requested one, they are used as they are; otherwise
/// each is framed as a digit, or in color resized.
/// </summary>
internal sealed class ImageReader(ImageListing listing, LoadOptions options, CancellationToken cancellation)
{
    /// <summary>The largest width and height of images that are used as they are.</summary>
    public const int LargestSide = 128;

    private const int DigitSide = 28;

    // Strokes of digits in smaller frames would touch.
    private const int SmallestFrame = 8;

    // As in CIFAR-10: objects are still recognizable, and training is quick.
    private const int ColorSide = 32;
    private const int MaximumNamed = 5;

    private readonly InvalidInputException?[] _faults = new InvalidInputException?[listing.Files.Count];

    // Returns the values of an image; null for one of another size.
    private delegate byte[]? Conversion(byte[] file, string name, Shape shape);

    /// <summary>The shape of the images; known once they are read.</summary>
    public Shape Shape { get; private set; }

    /// <summary>Whether images are not used as they are, but framed as digits or, in color, resized.</summary>
    public bool AreResized { get; private set; }

    /// <summary>Whether all images are framed or resized, since others have another size. Default: false.</summary>
    public bool IsResizing { get; init; }

    /// <summary>The indices of the images that cannot be read, in order.</summary>
    private int[] Damaged => [.. Enumerable.Range(0, _faults.Length).Where(i => _faults[i] is not null)];

    /// <summary>Reads all images.</summary>
    /// <param name="read">The listing of those that could be read: all, unless damaged ones are skipped.</param>
    /// <returns>Their pixels, image by image.</returns>
    /// <exception cref="InvalidInputException">An image cannot be read; the message says how many. Or none can, or there are too many.</exception>
    public byte[] Read(out ImageListing read)
    {
        byte[] pixels = ReadAll();
        int[] damaged = Damaged;
        read = listing;
        if (damaged.Length == 0)
            return pixels;
        if (!options.SkipDamaged || damaged.Length == _faults.Length)
            throw Rejection(damaged);
        int[] rows = [.. Enumerable.Range(0, _faults.Length).Except(damaged)];
        string note = $"skipped: {damaged.Length} damaged images ({NameSome(damaged)})";
        read = listing.Subset(rows) with { Findings = [.. listing.Findings, note], Notes = [.. listing.Notes, note] };
        for (int i = 0; i < rows.Length; i++)
            pixels.AsSpan(rows[i] * Shape.Size, Shape.Size).CopyTo(pixels.AsSpan(i * Shape.Size));
        return pixels[..(rows.Length * Shape.Size)];
    }

    private byte[] ReadAll()
    {
        if (options.Shape is Shape wanted && (wanted.IsVector || (wanted.Channels != 1 && !options.InColor)))
        {
            throw new InvalidInputException(
                listing.Place,
                wanted.IsVector ? $"{wanted} values without rows and columns" : $"images of {wanted.Channels} channels, {wanted}",
                "image files, which are gray or in color",
                "Use data of that shape, or a network of such images"
            );
        }

        Shape own = FindShape();
        Shape? requested = options.ShapeOf(ColorChannels.Count);
        bool areUsed = requested is null ? Math.Max(own.Width, own.Height) <= LargestSide : own == requested;
        if (areUsed && !IsResizing && ReadAll(own, options.InColor ? ColorsAsTheyAre : GrayAsItIs) is byte[] pixels)
            return pixels;
        AreResized = true;
        if (!options.InColor && requested is { } small && Math.Min(small.Height, small.Width) < SmallestFrame)
        {
            throw new InvalidInputException(
                listing.Place,
                $"images of {small}, or a size of at least {SmallestFrame}x{SmallestFrame} to frame digits in",
                "images of other sizes",
                "Resize the images, or specify another size"
            )
            {
                Option = nameof(LoadOptions.Shape),
            };
        }

        return options.InColor
            ? ReadAll(
                requested ?? new Shape(ColorChannels.Count, ColorSide, ColorSide),
                (file, name, shape) => Fit(ImageCodec.DecodeColors(file, name), shape)
            )!
            : ReadAll(
                requested ?? Shape.Image(DigitSide, DigitSide),
                (file, name, shape) =>
                    DigitNormalizer.Normalize(ImageCodec.Decode(file, name), name, shape.Height, shape.Width).Pixels.ToArray()
            )!;
    }

    private static byte[]? GrayAsItIs(byte[] file, string name, Shape shape)
    {
        GrayImage image = ImageCodec.Decode(file, name);
        return image.Height == shape.Height && image.Width == shape.Width
            ? ImageFitter.Fit(image, shape.Height, shape.Width).Pixels.ToArray()
            : null;
    }

    private static byte[]? ColorsAsTheyAre(byte[] file, string name, Shape shape)
    {
        ColorImage image = ImageCodec.DecodeColors(file, name);
        return image.Height == shape.Height && image.Width == shape.Width ? Fit(image, shape) : null;
    }

    private static byte[] Fit(ColorImage image, Shape shape) => ImageFitter.Fit(image, shape.Height, shape.Width).ToChannels();

    /// <summary>Returns the shape of the first image that can be read.</summary>
    private Shape FindShape()
    {
        for (int i = 0; i < _faults.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryRead(i, (file, name) => ImageCodec.DecodeColors(file, name)) is { } first)
                return new Shape(options.InColor ? ColorChannels.Count : 1, first.Height, first.Width);
        }

        throw Rejection(Damaged);
    }

    /// <returns>All pixels in the order of the files, those of damaged images zero; or null if an image is not converted.</returns>
    private byte[]? ReadAll(Shape shape, Conversion convert)
    {
        int count = listing.Files.Count;
        if ((long)count * shape.Size > Array.MaxLength)
        {
            throw new InvalidInputException(
                listing.Place,
                $"at most {Array.MaxLength / shape.Size} images of {shape}",
                $"{count}",
                "Use smaller or fewer images"
            );
        }

        Shape = shape;
        byte[] pixels = new byte[count * shape.Size];
        int done = 0;
        ParallelLoopResult loop = Parallel.For(
            0,
            count,
            new ParallelOptions { CancellationToken = cancellation },
            (i, state) =>
            {
                if (TryRead(i, (file, name) => convert(file, name, shape)) is byte[] image)
                    image.CopyTo(pixels.AsSpan(i * shape.Size));
                else if (_faults[i] is null)
                    state.Stop();
                options.Progress?.Report((double)Interlocked.Increment(ref done) / count);
            }
        );
        return loop.IsCompleted ? pixels : null;
    }

    /// <summary>Returns null for an image that cannot be read, which is noted, or that <paramref name="use"/> returns null for.</summary>
    private T? TryRead<T>(int index, Func<byte[], string, T?> use)
        where T : class
    {
        DataFile file = listing.Files[index];
        try
        {
            _faults[index] = null;
            using Stream stream = file.Open();
            return use(ImageFile.ReadBytes(stream, file.Path), file.Path);
        }
        catch (InvalidImageException error)
        {
            _faults[index] = new InvalidInputException(error.Message, error);
        }
        catch (InvalidInputException error)
        {
            _faults[index] = error;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            _faults[index] = new InvalidInputException(
                file.Path,
                "a readable file",
                "one that ends or fails while it is read",
                "Copy or download it again",
                error
            );
        }

        return null;
    }

    private InvalidInputException Rejection(int[] damaged)
    {
        InvalidInputException first = _faults[damaged[0]]!;
        string others = damaged.Length == 1 ? "" : $" {damaged.Length} of {_faults.Length} images cannot be read: {NameSome(damaged)}.";
        return new InvalidInputException(first.Message + others, first) { Option = nameof(LoadOptions.SkipDamaged) };
    }

    private string NameSome(int[] rows) =>
        string.Join(", ", rows.Take(MaximumNamed).Select(row => listing.Ids.Values[row]))
        + (rows.Length > MaximumNamed ? $" and {rows.Length - MaximumNamed} more" : "");
}
