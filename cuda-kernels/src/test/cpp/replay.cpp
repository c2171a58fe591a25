// Runs a recorded tick again, with every array in an allocation of its own, and compares its
// pictures: what a sanitizer watches. Usage: replay FILE.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "launch.h"

namespace {

struct Allocation {
  uint64_t was;
  std::vector<char> bytes;
};

std::map<uint64_t, Allocation> allocations;  // by the end of where they were

template <class T>
T read(FILE* file) {
  T value;
  if (fread(&value, sizeof value, 1, file) != 1) {
    fprintf(stderr, "The recording is cut short.\n");
    exit(2);
  }
  return value;
}

std::vector<char> readBytes(FILE* file) {
  std::vector<char> bytes(read<uint64_t>(file));
  if (!bytes.empty() && fread(bytes.data(), 1, bytes.size(), file) != bytes.size()) {
    fprintf(stderr, "The recording is cut short.\n");
    exit(2);
  }
  return bytes;
}

// Where something is now that was at an address; null if it was nowhere.
uint64_t moved(uint64_t address) {
  auto found = allocations.upper_bound(address);
  if (found == allocations.end() || address < found->second.was) {
    return 0;
  }
  return reinterpret_cast<uint64_t>(found->second.bytes.data()) + (address - found->second.was);
}

}  // namespace

int main(int, char** arguments) {
  FILE* file = fopen(arguments[1], "rb");
  if (file == nullptr) {
    fprintf(stderr, "There is no recording %s.\n", arguments[1]);
    return 2;
  }
  uint32_t count = read<uint32_t>(file);
  for (uint32_t i = 0; i < count; i++) {
    uint64_t was = read<uint64_t>(file);
    Allocation allocation = {was, readBytes(file)};
    allocations[was + allocation.bytes.size()] = std::move(allocation);
  }
  uint64_t words[sizeof(Batch) / 8];
  Batch batch;
  uint32_t launches = read<uint32_t>(file);
  for (uint32_t i = 0; i < launches; i++) {
    std::vector<char> name = readBytes(file);
    uint32_t blocks = read<uint32_t>(file);
    uint32_t threads = read<uint32_t>(file);
    std::vector<char> bytes = readBytes(file);
    memcpy(words, bytes.data(), sizeof words);
    if (i == 0) {
      for (auto& [end, allocation] : allocations) {
        if (allocation.was == words[0]) {
          auto* portrayals = reinterpret_cast<Portrayal*>(allocation.bytes.data());
          for (size_t p = 0; p < allocation.bytes.size() / sizeof(Portrayal); p++) {
            portrayals[p].head = reinterpret_cast<const Head*>(moved(reinterpret_cast<uint64_t>(portrayals[p].head)));
          }
        }
      }
    }
    for (uint64_t& word : words) {
      word = moved(word);
    }
    memcpy(&batch, words, sizeof batch);
    std::string kernel(name.begin(), name.end());
    const char* fault = shim::launch(shim::find(kernel.c_str()), blocks, threads, batch);
    if (fault != nullptr) {
      fprintf(stderr, "%s: %s\n", kernel.c_str(), fault);
      return 1;
    }
  }
  std::vector<char> expected = readBytes(file);
  fclose(file);
  if (memcmp(expected.data(), batch.out, expected.size()) != 0) {
    fprintf(stderr, "The pictures are not those of the recording.\n");
    return 1;
  }
  printf("%u launches, %zu bytes of pictures: the same.\n", launches, expected.size());
  return 0;
}
