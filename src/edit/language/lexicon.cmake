# SPDX-License-Identifier: GPL-3.0-or-later
# The lexicon's text files become one source file of raw strings; a changed file configures anew.
file(GLOB lexicon_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/lexicon/*.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lexicon_files})
set(LEXICON_ENTRIES "")
foreach(file ${lexicon_files})
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND LEXICON_ENTRIES "    {\"${name}\", R\"lexicon(${text})lexicon\"},\n")
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/lexicon_files.cpp.in ${CMAKE_CURRENT_BINARY_DIR}/lexicon_files.cpp @ONLY)
target_sources(takt_edit PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/lexicon_files.cpp)
