using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Where images end and tables begin: a text file with a label is a table of numbers and categories unless its other columns are pixels. They are pixels if the header
/// names most of them so; if they are at least 49 of a family of names, such as <c>V1</c> to <c>V784</c>, or without a header, and form an image; or if they are
/// fewer without a header, all numbers, none above 255, and none with decimals unless all are at most 1.
/// </summary>
public static class TableBoundary
{
    // Fewer columns than 7x7 pixels may be anything.
    private const int FewestPixels = 49;
    private const int LargestPixel = 255;

    // Of the files in a folder, the first ones show what they are.
    private const int MostJudged = 10;

    /// <summary>Whether a source is read as a table of numbers and categories rather than as images.</summary>
    /// <param name="source">
    /// The source. What is neither a file on disk, a folder of such files alone, nor the standard input, <c>-</c>, or another pipe of the shell's is not read as a table unless an option
    /// demands it.
    /// </param>
    /// <param name="images">What is known about it as images: an image's size or color makes it one.</param>
    /// <param name="table">What is known about it as a table: options that only tables have make it one.</param>
    /// <param name="cancellation">Cancels waiting for the standard input.</param>
    /// <exception cref="OperationCanceledException">Waiting was canceled.</exception>
    public static bool IsTable(string source, LoadOptions images, TableOptions table, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(table);
        if (table.AreOfColumns)
            return true;
        return images is { LabelColumn: not null, Shape: null, InColor: false }
            && Judge(source, images, cancellation) is { ArePixels: false };
    }

    /// <summary>
    /// Whether a source that cannot be read as images looks like a table whose label is not known: it has a header of names that are not those of pixels, and a
    /// column of words, or of numbers that are no pixels.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="images">What is known about it.</param>
    public static bool LooksLikeTable(string source, LoadOptions images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images is { Shape: null, InColor: false } && Judge(source, images) is { ArePixels: false, HasHeader: true, HasOthers: true };
    }

    /// <summary>
    /// What makes a source one of images although it may be a table: <c>64 columns such as s1</c>. Null where options or names of pixels decide, and for what is no
    /// table.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="images">What is known about it.</param>
    /// <param name="cancellation">Cancels waiting for the standard input.</param>
    /// <exception cref="OperationCanceledException">Waiting was canceled.</exception>
    public static string? FindGuess(string source, LoadOptions images, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return
            images is { Shape: null, InColor: false }
            && Judge(source, images, cancellation) is { ArePixels: true, Guess: string guess } judgment
            // Without names and without a label, nothing but images is meant.
            && (judgment.HasHeader || images.LabelColumn is not null)
            ? guess
            : null;
    }

    private static Judgment? Judge(string source, LoadOptions options, CancellationToken cancellation = default)
    {
        if (Directory.Exists(source))
            return JudgeFolder(source, options, cancellation);
        if (!DiskFile.IsDescriptor(source) && (!File.Exists(source) || new FileInfo(source).Length == 0 || DataSource.IsProgram(source)))
            return null;
        try
        {
            return JudgeFile(DataFile.OnDisk(source, cancellation), options);
        }
        catch (InvalidInputException)
        {
            // Reported when it is read.
            return null;
        }
    }

    // Tables alone; anything else in a folder may be a source of images in one of many ways.
    private static Judgment? JudgeFolder(string path, LoadOptions options, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<DataFile> files = TableFiles.Candidates(path, cancellation);
            TableOptions known = new() { HasHeader = options.HasHeader, Encoding = options.Encoding };
            bool areNumbered = TableFiles.AreNumbered(files);
            List<Judgment?> judgments = [];
            DataFile? single = null;
            int damaged = 0;
            foreach (DataFile file in files.Take(MostJudged))
            {
                try
                {
                    int count = TableFileRows.CountFirst(file, known, most: 2).Count;
                    if (count > 1)
                        judgments.Add(JudgeFile(file, options));
                    else if (count == 1)
                        single ??= file;
                }
                catch (InvalidInputException) when (areNumbered)
                {
                    // A damaged part of a table is reported when the table is read.
                    damaged++;
                }
            }

            if (judgments.Count == 0 && single is not null && areNumbered)
                judgments.Add(JudgeFile(single, options with { HasHeader = options.HasHeader ?? false }));
            if (damaged > 1 && judgments.Count == 0 && single is null && files.All(file => DamagedFiles.HasTableName(file.Name)))
                return new Judgment(false, true, true);
            // Of a table that was cut in pieces, the first one has the names.
            return
                judgments is [{ ArePixels: false } first, ..]
                && judgments.TrueForAll(one => one is { ArePixels: false } || (first.HasHeader && one is { HasHeader: false }))
                ? first
                : null;
        }
        catch (InvalidInputException)
        {
            // Reported when it is read.
            return null;
        }
    }

    private static Judgment? JudgeFile(DataFile file, LoadOptions options)
    {
        if (SourceFile.OpenArchive(file) is not null)
            file = SourceFile.Unpack(file);
        if (SourceFile.IsParquet(file))
            return JudgeParquet(file, options);
        if (!SourceFile.IsTable(file))
            return null;
        var table = TableFile.Open(file, options with { LabelsRequired = false, AreRows = true });
        if (table.Format is JsonRows { HoldsPixels: false })
            // Members that are no cells are reported when the table is read.
            return Judge(table, options, isText: true) ?? new Judgment(false, true, true);
        if (table.Format is not (null or ArffTable))
            return null;
        // What cannot be read as pixels may still be text with number signs and line breaks in its cells.
        return Judge(table, options, isText: false) ?? Judge(table, TableHeader.ReadSample(table, isText: true), options);
    }

    // Bytes and lists of numbers are images.
    private static Judgment? JudgeParquet(DataFile file, LoadOptions options)
    {
        using (var parquet = ParquetFile.Open(file))
        {
            if (ParquetLayout.HasImages(parquet))
                return null;
            // A group that does not fit is reported by its size when it is read; names alone decide as what.
            if (options.ConversionMemory is long memory && parquet.Groups > 0 && !parquet.Fits(0, parquet.Fields, memory))
                return new Judgment(
                    parquet.Fields.Count(field => CsvHeader.IsPixel(ParquetLayout.NameOf(field))) * 2 > parquet.Fields.Count,
                    true,
                    true
                );
        }

        try
        {
            var table = TableFile.Of(
                file,
                ParquetRows.Open(file, options.ConversionMemory),
                options with
                {
                    LabelsRequired = false,
                    AreRows = true,
                }
            );
            return Judge(table, TableHeader.ReadSample(table, isText: true), options);
        }
        catch (InvalidInputException)
        {
            // Columns that are no cells are reported when the table is read.
            return new Judgment(false, true, true);
        }
    }

    private static Judgment? Judge(TableFile table, LoadOptions options, bool isText)
    {
        try
        {
            return Judge(table, TableHeader.ReadSample(table, isText), options);
        }
        catch (InvalidInputException)
        {
            // Reported when it is read.
            return null;
        }
    }

    private static Judgment Judge(TableFile table, CsvSample sample, LoadOptions options)
    {
        ColumnSelection selection = new(table.Path, sample.Header, sample.Columns);
        HashSet<int> known = [.. selection.FindAll(options.SkippedColumns, nameof(LoadOptions.SkippedColumns))];
        int? label = FindLabel(selection, options.LabelColumn);
        if (label is int named)
            known.Add(named);
        int[] rest = [.. Enumerable.Range(0, sample.Columns).Where(column => !known.Contains(column))];
        ColumnProfile[] profiles =
        [
            .. rest.Where(column => sample.Header is null || !CsvHeader.IsIndex(sample.Header[column]))
                .Select(column => ColumnProfile.Of(sample.Column(column), table.Dialect.HasDecimalComma)),
        ];
        bool haveDecimals = rest.Any(column => sample.Column(column).Any(cell => IsFraction(cell, table.Dialect.HasDecimalComma)));
        bool hasOthers = profiles.Any(profile => profile.IsText || profile.Range is not { Smallest: >= -1, Largest: <= LargestPixel });
        hasOthers |= haveDecimals && profiles.Any(profile => profile.Range.Largest > 1);
        if (sample.Header is null)
            return new Judgment(rest.Length < FewestPixels ? !hasOthers : IsImage(table, sample), false, hasOthers)
            {
                Guess = $"{rest.Length} columns without names are read as pixels",
            };
        // Classes of images have no decimals.
        if (label is int classes && sample.Column(classes).Any(cell => IsFraction(cell, table.Dialect.HasDecimalComma)))
            return new Judgment(false, true, hasOthers);
        int[] family = CsvHeader.FindFamily(sample.Header, rest);
        bool areNamed =
            rest.Count(column => CsvHeader.IsPixel(sample.Header[column])) * 2 > rest.Length || CsvHeader.IsMadeUnique(sample.Header);
        bool areMany = !areNamed && family.Length >= FewestPixels && IsImage(table, sample);
        return new Judgment(areNamed || areMany, true, hasOthers)
        {
            Guess = areMany
                ? $"{family.Length} columns from {sample.Header[family[0]]} to {sample.Header[family[^1]]} are read as pixels"
                : null,
        };
    }

    // Which column is meant, where that is not clear, is reported when the source is read.
    private static int? FindLabel(ColumnSelection selection, string? text)
    {
        try
        {
            return text is null ? null : selection.Find(text, nameof(LoadOptions.LabelColumn));
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private static bool IsFraction(string cell, bool decimalComma) =>
        CellParser.TryParse(cell, decimalComma, out double value) && !double.IsInteger(value);

    // Where nothing else is found, all pixels are in one row.
    private static bool IsImage(TableFile table, CsvSample sample)
    {
        try
        {
            return new CsvLayoutFinder(table, sample).Find().Shape.Height > 1;
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }

    /// <param name="ArePixels">Whether the columns are pixels.</param>
    /// <param name="HasHeader">Whether columns have names.</param>
    /// <param name="HasOthers">Whether a column cannot be of pixels.</param>
    private sealed record Judgment(bool ArePixels, bool HasHeader, bool HasOthers)
    {
        /// <summary>Why columns are pixels, where their names do not show it.</summary>
        public string? Guess { get; init; }
    }
}
