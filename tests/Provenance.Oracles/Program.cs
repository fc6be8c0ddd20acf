using Provenance.Oracles;

return args switch
{
    ["lines", var repository, .. var rest] => LineOracle.Run(repository, Sample.Parse(rest)),
    ["tokens", var repository, .. var rest] => TokenOracle.Run(repository, Sample.Parse(rest)),
    ["alignment", var repository, .. var rest] => AlignmentOracle.Run(repository, Sample.Parse(rest)),
    ["conservation", var repository, .. var rest] => ConservationOracle.Run(repository, Sample.Parse(rest)),
    ["scanner", .. var places] when places.Length > 0 => ScannerOracle.Run(places),
    ["records", var assembly, .. var folders] when folders.Length > 0 => RecordOracle.Run(assembly, folders),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        lines <repository> [--files N] [--seed S] [--show N] [--ignore LIST] [--blame OPTIONS]
            line mode beside git blame, per line of N random files of HEAD; --ignore lets both look through the commits of a list
        tokens <repository> [--files N] [--seed S] [--show N] [--shadow FOLDER] [--blame OPTIONS]
            token mode beside git blame of a shadow with one token per line; the shadow is kept in FOLDER; --blame --minimal makes git spend what a smallest diff takes
        alignment <repository> [--every N] [--show N] [--shadow FOLDER]
            births in every N-th changed file beside the fewest possible; with --every 1 and a shadow also those of git's own diff
        conservation <repository> [--every N]
            births - deaths = alive at every N-th mainline commit, in both modes
        scanner [--literals] [--damage N] <folder or repository> ...
            the scanner beside Roslyn's lexer over every *.cs below; also over the texts in string literals, and over N damaged forms of each file
        records <assembly> <folder> ...
            what a compile record says of each unit beside the class of the compiler's token there, and what whole lines would say; sources are the *.cs below the folders that the PDB holds a checksum of
        """);
    return 2;
}
