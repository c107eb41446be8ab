/*
 * report.cpp - a caller in C++: prints a report on the paths given
 *
 * C++11 and later; the same bytes as ndup scan -q --format jsonl PATH...
 */
#include <ndup.h>

#include <cstdio>
#include <memory>
#include <string>

struct release {
	void
	operator()(ndup_scan *scan) const
	{
		ndup_scan_free(scan);
	}
	void
	operator()(ndup_reader *reader) const
	{
		ndup_reader_close(reader);
	}
};

using scan_owner = std::unique_ptr<ndup_scan, release>;
using reader_owner = std::unique_ptr<ndup_reader, release>;

static ndup_status
scan_paths(ndup_scan *scan, const char *const *paths, ndup_error *error)
{
	ndup_reader *opened = nullptr;
	ndup_status status = ndup_reader_open(&opened, paths, nullptr, error);
	reader_owner reader(opened);

	if (status == NDUP_OK)
		status = ndup_scan_read(scan, reader.get(), false, error);
	return status == NDUP_OK ? ndup_scan_run(scan, error) : status;
}

static ndup_status
write_report(ndup_scan *scan, std::string *text, ndup_error *error)
{
	ndup_report_options options;

	ndup_report_options_init(&options, sizeof options);
	options.format = NDUP_JSONL;
	return ndup_report(
	    scan, &options,
	    [](void *ctx, const void *bytes, size_t len) {
		    static_cast<std::string *>(ctx)->append(
			static_cast<const char *>(bytes), len);
		    return true;
	    },
	    text, error);
}

int
main(int argc, char **argv)
{
	ndup_params params;
	ndup_error error = {};
	ndup_scan *created = nullptr;
	std::string text;

	(void)argc;
	ndup_params_init(&params, sizeof params);
	ndup_status status = ndup_scan_new(&created, &params, &error);
	scan_owner scan(created);
	if (status == NDUP_OK)
		status = scan_paths(scan.get(), argv + 1, &error);
	if (status == NDUP_OK)
		status = write_report(scan.get(), &text, &error);
	if (status != NDUP_OK) {
		std::fprintf(stderr, "%s\n", error.text);
		return 1;
	}
	std::fwrite(text.data(), 1, text.size(), stdout);
	return 0;
}
