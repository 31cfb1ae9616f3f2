using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Loads a folder of images: one subfolder per class, or the label at the start or the end of each file name. Images of one common size
/// up to 128x128 are used at that size, as light on dark; otherwise each is framed as a digit of 28x28.
/// </summary>
public static class FolderLoader
{
    private const int LargestSide = 128;
    private const int DigitSide = 28;

    /// <summary>Loads all images, folder by folder, in the order of their names, in which numbers count as numbers.</summary>
    /// <param name="folder">A folder of PNG, JPEG, BMP, GIF or WebP images. Hidden and other files are skipped and reported.</param>
    /// <param name="options">Load options. Default: <see cref="LoadOptions.Default"/>.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">
    /// The folder does not exist, contains no images, no labels or only one class, or an image cannot be read.
    /// </exception>
    public static Dataset Load(string folder, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= LoadOptions.Default;
        if (!Directory.Exists(folder))
            throw new InvalidInputException(
                folder,
                "a folder of images",
                File.Exists(folder) ? "a file" : "no such folder",
                "Check the path"
            );
        return Load(DataFolder.OnDisk(folder), options, cancellation);
    }

    /// <summary>Loads all images of a folder, wherever it is.</summary>
    /// <exception cref="InvalidInputException">The folder contains no images, no labels or only one class, or an image cannot be read.</exception>
    internal static Dataset Load(DataFolder folder, LoadOptions options, CancellationToken cancellation)
    {
        ImageListing listing = ImageListing.Of(folder);
        if (options.LabelsRequired)
            RequireLabels(folder.Path, listing, options.OneClassAllowed);

        GrayImage first = Read(listing.Files[0], image => image);
        Shape own = Shape.Image(first.Height, first.Width);
        bool isUsedAsIs = options.Shape is null ? Math.Max(first.Width, first.Height) <= LargestSide : own == options.Shape;
        byte[]? pixels = !isUsedAsIs ? null : ReadAll(listing.Files, own, AsItIs, options.Progress, cancellation);
        bool isDigits = pixels is null;
        Shape shape = isDigits ? options.Shape ?? Shape.Image(DigitSide, DigitSide) : own;
        pixels ??= ReadAll(listing.Files, shape, DigitNormalizer.Normalize, options.Progress, cancellation)!;

        listing.Findings.Insert(0, $"format: folder, {listing.Files.Length} images of {shape}");
        if (isDigits)
            listing.Findings.Add(
                options.Shape is null
                    ? $"size: mixed or above {LargestSide}x{LargestSide}; each image framed as a digit of {shape}"
                    : $"size: not always {shape}; each image framed as a digit"
            );
        return new Dataset(folder.Name, new Samples<byte>(shape, pixels, listing.Labels, listing.ClassNames), listing.Findings);

        // Null for an image of another size.
        GrayImage? AsItIs(GrayImage image, string name, int height, int width) =>
            image.Height == height && image.Width == width ? ImageFitter.Fit(image, height, width) : null;
    }

    private static void RequireLabels(string folder, ImageListing listing, bool oneClassAllowed)
    {
        const string Remedy = "Put the images of each class into a subfolder named after the class";
        if (listing.Labels is null)
        {
            throw new InvalidInputException(
                folder,
                "a label at the start or the end of each file name",
                $"file names such as {listing.Files[0].Name}",
                Remedy
            );
        }

        if (listing.ClassNames.Length < 2 && !oneClassAllowed)
            throw new InvalidInputException(folder, "at least two classes", $"one class, {listing.ClassNames[0]}", Remedy);
    }

    /// <summary>Reads images in parallel and converts each with <paramref name="convert"/>.</summary>
    /// <returns>All pixels in the order of the files, or null if an image cannot be converted.</returns>
    private static byte[]? ReadAll(
        DataFile[] files,
        Shape shape,
        Func<GrayImage, string, int, int, GrayImage?> convert,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        if ((long)files.Length * shape.Size > Array.MaxLength)
        {
            throw new InvalidInputException(
                files[0].Folder.Path,
                $"at most {Array.MaxLength / shape.Size} images of {shape}",
                $"{files.Length}",
                "Use smaller or fewer images"
            );
        }

        byte[] pixels = new byte[files.Length * shape.Size];
        InvalidInputException?[] errors = new InvalidInputException?[files.Length];
        int done = 0;
        ParallelLoopResult loop = Parallel.For(
            0,
            files.Length,
            new ParallelOptions { CancellationToken = cancellation },
            (i, state) =>
            {
                try
                {
                    if (Read(files[i], image => convert(image, files[i].Path, shape.Height, shape.Width)) is { } image)
                        image.Pixels.CopyTo(pixels.AsSpan(i * shape.Size));
                    else
                        state.Break();
                }
                catch (InvalidInputException error)
                {
                    errors[i] = error;
                    state.Break();
                }

                progress?.Report((double)Interlocked.Increment(ref done) / files.Length);
            }
        );

        // Break() lets all lower indices finish, so the first bad image decides, regardless of thread timing.
        if (loop.LowestBreakIteration is not { } first)
            return pixels;
        return errors[first] is { } fault ? throw fault : null;
    }

    private static T Read<T>(DataFile file, Func<GrayImage, T> use)
    {
        try
        {
            using Stream stream = file.Open();
            return use(ImageFile.Read(stream, file.Path));
        }
        catch (InvalidImageException error)
        {
            throw new InvalidInputException(error.Message, error);
        }
    }
}
